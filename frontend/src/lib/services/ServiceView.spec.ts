import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeRun, makeState, makeStep } from '../../fake/make';
import { makePort, makeService } from '../../fake/services';
import { sessionOf } from '../../testing/session';
import type { Service } from '../wire';
import ServiceView from './ServiceView.svelte';

const step = makeStep({ id: 'service', title: 'Harbour is up', status: 'failing' });

async function open(part: Partial<Service> = {}, stale = false) {
  const { session, backend } = await sessionOf(makeState([step]));
  const service = makeService({ name: 'web', ...part });
  render(ServiceView, { service, step, usage: undefined, stale, session });
  return { session, backend, view: screen.getByRole('region', { name: 'web' }) };
}

const names = () => screen.getAllByRole('button').map((button) => button.textContent);

describe('ServiceView', () => {
  it('says how it fares, and proposes what can be done', async () => {
    const { session, view } = await open();
    expect(view).toHaveTextContent(/^web\s*healthy/);
    const propose = vi.spyOn(session, 'propose');
    await userEvent.click(screen.getByRole('button', { name: 'Restart…' }));
    expect(propose).toHaveBeenCalledExactlyOnceWith('service/web/1', 'restart@web');
  });

  it('opens its one port, and tells several apart', async () => {
    const { backend } = await open({ ports: [makePort({ where: '127.0.0.1:18080' })] });
    expect(names()).toContain('Open');
    await userEvent.click(screen.getByRole('button', { name: 'Open 127.0.0.1:18080 in your browser' }));
    expect(backend.calls).toContain('browse http://127.0.0.1:18080/');
  });

  it('names each of several ports', async () => {
    await open({ ports: ['127.0.0.1:1', '127.0.0.1:2'].map((where) => makePort({ where })) });
    expect(names()).toEqual(expect.arrayContaining(['Open 127.0.0.1:1', 'Open 127.0.0.1:2']));
    // One thing to do next at a time.
    expect(document.querySelectorAll('.button.main')).toHaveLength(1);
  });

  it('can be done nothing with while it cannot be seen', async () => {
    await open({}, true);
    expect(screen.getByRole('button', { name: 'Restart…' })).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByRole('button', { name: 'Stop…' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('can be done nothing with while a run goes on, and keeps the focus', async () => {
    const { session } = await open({ run: makeRun({ id: 'r', use: 'tend' }) });
    const restart = screen.getByRole('button', { name: 'Restart…' });
    await userEvent.click(restart);
    expect(restart).toHaveAttribute('aria-disabled', 'true');
    expect(restart).toHaveFocus();
    expect(session.proposed).toBe('');
  });

  it('can be done something with once a run has ended', async () => {
    await open({ run: makeRun({ id: 'r', use: 'tend', outcome: 'done' }) });
    expect(screen.getByRole('button', { name: 'Restart…' })).toHaveAttribute('aria-disabled', 'false');
  });

  it.each([
    [{ mode: 'failed', exit: 3 }, 'It ended with exit code 3. Its last lines are below.'],
    [{ mode: 'failed', exit: 137, out_of_memory: true }, 'It used more memory than it may, and was stopped.'],
    [{ mode: 'ailing', reason: 'curl: (7) Failed to connect' }, 'curl: (7) Failed to connect'],
  ])('says of %o why, and leads to its step', async (part, why) => {
    const { session } = await open(part);
    expect(screen.getByText(why)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show the step: Harbour is up' }));
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'service' } });
  });

  it('says no reason of what is well', async () => {
    const { view } = await open();
    expect(view.querySelector('.notice')).toBeNull();
  });
});
