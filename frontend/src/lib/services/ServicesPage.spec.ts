import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { demoSteps, demoUntil } from '../../fake/demo';
import { before, makeRun, makeState } from '../../fake/make';
import {
  makeElsewhere,
  makePort,
  makeService,
  makeServices,
  manyServices,
  noServices,
} from '../../fake/services';
import { sessionOf } from '../../testing/session';
import type { Services, State } from '../wire';
import ServicesPage from './ServicesPage.svelte';

async function open(services: Services, shown: State = makeState(demoSteps())) {
  const { session, backend } = await sessionOf(shown);
  session.services = services;
  session.showServices();
  render(ServicesPage, { shown, session });
  return { session, backend };
}

const heading = (name: string) => screen.getByRole('heading', { level: 2, name });

describe('ServicesPage', () => {
  it('shows the one that needs somebody first, and says why it failed', async () => {
    await open(
      makeServices([makeService({ name: 'web' }), makeService({ name: 'db', mode: 'failed', exit: 3 })]),
    );
    expect(screen.getByText('1 of 2 needs you.')).toBeInTheDocument();
    expect(heading('db')).toBeInTheDocument();
    expect(screen.getByText('It ended with exit code 3. Its last lines are below.')).toBeInTheDocument();
  });

  it('does not call up what runs from another folder, and leads to its step', async () => {
    const step = { status: 'failing' as const };
    const { session } = await open(
      makeServices([makeElsewhere('web')]),
      makeState(demoUntil('service', { service: step })),
    );
    expect(screen.getByText('It needs you.')).toBeInTheDocument();
    expect(screen.getAllByText('runs from another folder')).toHaveLength(2);
    expect(screen.getByText(/^It was started from ~\/review\/harbour/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show the step: Harbour is up and healthy' }));
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'service' } });
  });

  it('says what is known of a failure', async () => {
    const { session } = await open(manyServices());
    session.showServices('service/payments/1');
    expect(
      await screen.findByText('The service needs a variable that nobody has given it.'),
    ).toBeInTheDocument();
  });

  it('opens what speaks http, and only that', async () => {
    const { backend, session } = await open(
      makeServices([
        makeService({ name: 'web', ports: [makePort({ where: '127.0.0.1:18080' })] }),
        makeService({ name: 'db', ports: [makePort({ where: '127.0.0.1:5432', address: '' })] }),
      ]),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Open 127.0.0.1:18080 in your browser' }));
    expect(backend.calls).toContain('browse http://127.0.0.1:18080/');
    session.showServices('service/db/1');
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Open/ })).toBeNull());
  });

  it('shows the exact command of an act before it runs', async () => {
    const { backend } = await open(makeServices([makeService({ name: 'web' })]));
    await userEvent.click(screen.getByRole('button', { name: 'Restart…' }));
    const sheet = await screen.findByRole('dialog', { name: 'Restart web?' });
    expect(sheet).toHaveTextContent(
      'docker compose -f ~/firstlight/harbour/compose.yaml restart --no-deps web',
    );
    expect(backend.calls.some((call) => call.startsWith('fix'))).toBe(false);
    await userEvent.click(within(sheet).getByRole('button', { name: 'Restart web' }));
    await waitFor(() => expect(backend.calls).toContain('fix service restart@web {}'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('names the data that starting over deletes, and leaves it when that is cancelled', async () => {
    const { backend } = await open(makeServices([makeService({ name: 'db' })]));
    await userEvent.click(screen.getByRole('button', { name: 'Start over…' }));
    const sheet = await screen.findByRole('dialog');
    expect(within(sheet).getByRole('listitem')).toHaveTextContent('the volume harbour_db');
    await userEvent.click(within(sheet).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.calls.some((call) => call.startsWith('fix'))).toBe(false);
  });

  it('shows an act under way, and cancels it', async () => {
    const run = makeRun({ id: 'r-1', use: 'tend', fix: 'restart@web', title: 'Restart web' });
    const { backend } = await open(makeServices([makeService({ name: 'web', run })]));
    const stop = screen.getByRole('button', { name: 'Stop…' });
    expect(stop).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(stop);
    expect(screen.queryByRole('dialog')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(backend.calls).toContain('cancel r-1');
  });

  it('offers nothing for what others started, and says how it is done by hand', async () => {
    const { session } = await open(manyServices());
    session.showServices('service/legacy/1');
    expect(await screen.findByText(/Firstlight did not start legacy/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Restart…' })).toBeNull();
  });

  it('says as of when it is while Docker does not answer', async () => {
    const services = makeServices([makeService({ name: 'web' })], { away: 'gone', seen_at: before(180_000) });
    const { session } = await open(services, makeState(demoUntil('docker')));
    expect(screen.getByText(/as of 3 m ago/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Restart…' })).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'See what helps' }));
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'docker' } });
  });

  it('says what would make a service where there is none', async () => {
    await open(noServices);
    expect(screen.getByText('This journey runs no services.')).toBeInTheDocument();
  });

  it('says why the services cannot be read', async () => {
    const { session } = await open(makeServices([], { problem: 'There is no compose.yaml' }));
    expect(screen.getAllByText('There is no compose.yaml.')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: /^Show the step/ }));
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'service' } });
  });

  it('leads to what comes first where the services cannot be read yet', async () => {
    const services = makeServices([], { problem: 'There is no compose.yaml' });
    const { session } = await open(services, makeState(demoUntil('clone-harbour')));
    expect(screen.getByText(/^First comes “Clone harbour”\./)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show the step: Clone harbour' }));
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'clone-harbour' } });
  });

  it('moves through the services with the arrow keys', async () => {
    const { session } = await open(manyServices());
    session.showServices('service/web/1');
    screen.getByRole('button', { name: /^web/ }).focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(session.service).toBe('service/db/1');
    await waitFor(() => expect(screen.getByRole('button', { name: /^db/ })).toHaveFocus());
  });

  it('keeps what becomes of the services', async () => {
    const { backend } = await open(makeServices([makeService({ name: 'web' })]));
    await userEvent.selectOptions(screen.getByLabelText(/When you close Firstlight/), 'are stopped');
    expect(backend.calls).toContain('set services.at-quit stop');
  });
});

describe('the log', () => {
  it('is read, and searched with a count', async () => {
    const { backend } = await open(makeServices([makeService({ name: 'web' })]));
    backend.log('service/web/1', 'one lamp', 'two lamps', '\u001b[32mgreen\u001b[0m');
    expect(await screen.findByText('green')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Find in the log'), 'lamp');
    expect(await screen.findByText('2 of 2')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Previous match' }));
    expect(await screen.findByText('1 of 2')).toBeInTheDocument();
  });

  it('says that nothing was printed', async () => {
    await open(makeServices([makeService({ name: 'web' })]));
    expect(await screen.findByText('Nothing has been printed yet.')).toBeInTheDocument();
  });

  it('is copied whole', async () => {
    const { backend } = await open(makeServices([makeService({ name: 'web' })]));
    backend.log('service/web/1', 'one', '\u001b[32mtwo\u001b[0m');
    await screen.findByText('two');
    await userEvent.click(screen.getByRole('button', { name: 'Copy the log' }));
    expect(backend.calls).toContain('copy one\ntwo');
  });
});
