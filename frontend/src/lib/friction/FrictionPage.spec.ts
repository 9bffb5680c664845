import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ActedTeam, makeFriction, makeOffers } from '../../fake/figures';
import { demoSteps } from '../../fake/demo';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Choice } from '../wire';
import FrictionPage from './FrictionPage.svelte';

async function open(team = new ActedTeam(), chooses = true) {
  const { session, backend } = await sessionOf(makeState(demoSteps(), { chooses }));
  backend.team = team;
  const asked: Choice[] = [];
  const told = team.friction;
  team.friction = (of) => {
    asked.push(of);
    return told(of);
  };
  const view = render(FrictionPage, { session });
  return { session, backend, asked, view };
}

const table = (name: string) => screen.findByRole('region', { name });
const cells = (row = document.body) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim());

describe('FrictionPage', () => {
  it('says where most time goes, and ranks the steps with their figures', async () => {
    await open();
    expect(
      await screen.findByText('Most time goes into “A commit by you”: 249 h of 181 people.'),
    ).toBeInTheDocument();
    const rows = within(await table('Where the time goes'))
      .getAllByRole('row')
      .slice(1);
    expect(rows).toHaveLength(10);
    expect(rows[1]).toHaveTextContent('The services of payments are healthy');
    expect(cells(rows[1])).toEqual(['165 h', '193', '41 m', '1 h 46 m', '52%', '61%', '']);
  });

  it('shows the others when asked, and says of too few that they are', async () => {
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Show all 12 steps' }));
    const rows = within(await table('Where the time goes'))
      .getAllByRole('row')
      .slice(1);
    expect(rows).toHaveLength(12);
    expect(cells(rows[11]).slice(2, 3)).toEqual(['too few']);
  });

  it('asks anew for those that are chosen, and keeps the choice', async () => {
    const { asked, view, session } = await open();
    await userEvent.selectOptions(await screen.findByLabelText('Track'), 'frontend');
    await userEvent.selectOptions(screen.getByLabelText('Began in'), 'March 2026');
    await userEvent.selectOptions(screen.getByLabelText('Version'), '2, since 6 Apr 2026: 100 people');
    await waitFor(() =>
      expect(asked).toContainEqual({
        journey: 'Payments backend',
        version: '9f3c22',
        track: 'frontend',
        month: '2026-03',
        against: '',
      }),
    );
    view.unmount();
    render(FrictionPage, { session });
    expect(await screen.findByLabelText('Track')).toHaveValue('frontend');
  });

  it('compares the versions that the backend names, with the interval and a verdict', async () => {
    const { asked } = await open();
    const rows = within(await table('Before and after'))
      .getAllByRole('row')
      .slice(1);
    expect(cells(rows[0])).toEqual(['1 h 1 m 97 people', '22 m 96 people', '−39 m −48 m to −29 m', 'better']);
    expect(cells(rows[3])).toEqual(['22 m 3 people', '12 m 2 people', '−10 m', 'too few to say']);
    expect(asked).toContainEqual({
      journey: 'Payments backend',
      version: '9f3c22',
      track: '',
      month: '',
      against: '5f0c11',
    });
  });

  it('says how people say that it went, and concludes nothing from few', async () => {
    await open();
    const rows = within(await table('How they say it went'))
      .getAllByRole('row')
      .slice(1);
    expect(cells(rows[0])).toEqual(['4', '11', '30', '48', '27', '3.7', '120']);
    expect(rows[0]).toHaveTextContent('the group change needs a new login');
    expect(cells(rows[1]).slice(5)).toEqual(['too few', '4']);
  });

  it('has nothing to compare with one version', async () => {
    await open(ActedTeam.one());
    expect(
      await screen.findByText('There is one version only, so there is nothing to compare yet.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Nothing failed.')).toBeInTheDocument();
    expect(screen.getByText('Nobody stopped.')).toBeInTheDocument();
  });

  it('keeps the answer to the last question, whichever comes last', async () => {
    const team = new ActedTeam();
    const { backend } = await open(team);
    await table('Where the time goes');
    let late: (() => void) | undefined;
    vi.spyOn(backend, 'friction').mockImplementation((of) =>
      of.track === 'backend'
        ? new Promise((resolve) => (late = () => resolve(makeFriction({ people: 1 }))))
        : Promise.resolve(makeFriction({ people: 77 })),
    );
    await userEvent.selectOptions(screen.getByLabelText('Track'), 'backend');
    await userEvent.selectOptions(screen.getByLabelText('Track'), 'frontend');
    expect(await screen.findByText('From 77 imported onboardings')).toBeInTheDocument();
    late?.();
    await new Promise((resolve) => setTimeout(resolve));
    expect(screen.getByText('From 77 imported onboardings')).toBeInTheDocument();
  });

  it('says that nobody is among those that were chosen', async () => {
    const team = new ActedTeam();
    team.friction = () => makeFriction({ people: 0, steps: [] });
    await open(team);
    expect(await screen.findByText(/Nobody is among those that you chose/)).toBeInTheDocument();
  });

  it('says where it was written', async () => {
    const { session } = await open();
    await userEvent.click(await screen.findByRole('button', { name: 'CSV' }));
    expect(await screen.findByText(/^Written to ~.*friction.*\.csv\.$/)).toBeInTheDocument();
    expect(session.said).toMatch(/Written to/);
  });

  it('says why there are no figures, and tries again', async () => {
    const team = new ActedTeam();
    const { session, backend } = await sessionOf(makeState(demoSteps()));
    backend.team = team;
    const offers = vi.spyOn(backend, 'offers').mockRejectedValueOnce({
      code: 'busy',
      message: 'The record is in use',
      hint: 'Try again.',
    });
    render(FrictionPage, { session });
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await table('Where the time goes')).toBeInTheDocument();
    expect(offers).toHaveBeenCalledTimes(2);
  });

  it('asks for a journey where there are several', async () => {
    const team = new ActedTeam();
    team.offers = [...makeOffers(), ...makeOffers().map((offer) => ({ ...offer, journey: 'Web' }))];
    const { asked } = await open(team);
    await userEvent.selectOptions(await screen.findByLabelText('Journey'), 'Web');
    await waitFor(() => expect(asked.at(-1)?.journey).toBe('Web'));
  });
});

describe('import', () => {
  it('takes in a folder that is named, and shows the figures', async () => {
    const { backend } = await open(ActedTeam.empty(), false);
    await userEvent.type(await screen.findByLabelText('File or folder'), '/home/grace/onboardings{Enter}');
    expect(backend.calls).toContain('import /home/grace/onboardings');
    expect(await table('Where the time goes')).toBeInTheDocument();
  });

  it('says what is to be seen here before there is any of it', async () => {
    await open(ActedTeam.empty(), false);
    expect(
      await screen.findByText(/^This page shows at which steps people lose their time/),
    ).toBeInTheDocument();
  });

  it('offers no dialog where the face has none', async () => {
    await open(ActedTeam.empty(), false);
    await screen.findByLabelText('File or folder');
    expect(screen.queryByRole('button', { name: /^Choose/ })).toBeNull();
  });

  it('takes what is chosen in the dialog of the system', async () => {
    const { backend } = await open(ActedTeam.empty());
    await userEvent.click(await screen.findByRole('button', { name: 'Choose files…' }));
    await waitFor(() => expect(screen.getByLabelText('File or folder')).toHaveValue('2 files chosen'));
    await userEvent.click(screen.getByRole('button', { name: 'Import' }));
    expect(backend.calls).toContain(
      'import /home/grace/06b1v9r4kq8m2n3p.json /home/grace/06b1w2y5kq8m2n3q.json',
    );
  });

  it('says of refused files which they are, what is wrong and where', async () => {
    await open(ActedTeam.empty());
    await userEvent.type(await screen.findByLabelText('File or folder'), '/home/grace/broken{Enter}');
    const list = await screen.findByRole('list', { name: '2 problems' });
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent('/home/grace/broken/a.json');
    expect(first).toHaveTextContent('line 41');
    expect(second).toHaveTextContent('/home/grace/broken/b.json');
    expect(second).not.toHaveTextContent('line');
  });

  it('adds to those that are there, from a sheet', async () => {
    const { backend } = await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Import onboardings…' }));
    const sheet = await screen.findByRole('dialog', { name: 'Import onboardings' });
    await userEvent.type(within(sheet).getByLabelText('File or folder'), '/more{Enter}');
    expect(await within(sheet).findByText('200 onboardings were there already.')).toBeInTheDocument();
    expect(backend.calls).toContain('import /more');
  });
});
