import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoSteps } from '../../fake/demo';
import { ActedTeam } from '../../fake/figures';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import ImpactPage from './ImpactPage.svelte';

async function open(team = new ActedTeam()) {
  const { session, backend } = await sessionOf(makeState(demoSteps()));
  backend.team = team;
  render(ImpactPage, { session });
  return { session, backend };
}

const figure = async (name: string) => {
  const term = await screen.findByText(name, { selector: 'dt' });
  return term.parentElement;
};
const rows = async () =>
  within(await screen.findByRole('region', { name: 'Time to each milestone' }))
    .getAllByRole('row')
    .slice(1);

describe('ImpactPage', () => {
  it('counts the thank-you notes first', async () => {
    await open();
    const thanks = await figure('Thank-you notes');
    expect(thanks).toHaveTextContent('83');
    expect(thanks).toHaveTextContent('from 61 people');
    expect(screen.getAllByRole('term')[0]).toHaveTextContent('Thank-you notes');
  });

  it('knows nothing of what was freed as long as nobody says what it took before', async () => {
    await open();
    expect(await figure('Hours freed')).toHaveTextContent('not known');
    expect((await rows())[4]).toHaveTextContent(/^First commit 181 people/);
    expect(screen.queryByRole('columnheader', { name: 'Difference' })).toBeNull();
  });

  it('reckons anew as soon as something else is assumed', async () => {
    await open();
    await userEvent.type(await screen.findByLabelText('First commit, days'), '10');
    await waitFor(async () => expect(await figure('Hours freed')).toHaveTextContent('of 181 people'));
    expect(await figure('That is worth')).toHaveTextContent('Say below what an hour costs');
    await userEvent.type(screen.getByLabelText('What an hour of a person costs'), '80');
    await waitFor(async () => expect(await figure('That is worth')).toHaveTextContent(/€/));
    expect((await rows())[4]).toHaveTextContent('better');
    expect((await rows())[3]).not.toHaveTextContent('too few to say');
  });

  it('assumes on another day what was assumed last', async () => {
    const { backend } = await open();
    expect(await figure('Hours freed')).toBeInTheDocument();
    expect(backend.calls).not.toContain('assume');
    await userEvent.type(screen.getByLabelText('What an hour of a person costs'), '80');
    await waitFor(() => expect(backend.kept.hourly).toBe(80));
  });

  it('measures what it took before from an earlier version', async () => {
    const { backend } = await open();
    const impact = vi.spyOn(backend, 'impact');
    await userEvent.click(await screen.findByLabelText('as an earlier version took'));
    expect(await screen.findByText(/^Measured: the medians of 100 onboardings/)).toBeInTheDocument();
    expect(impact.mock.lastCall?.[0]).toMatchObject({ against: '5f0c11' });
    expect(await figure('Failures per person')).toHaveTextContent('3.4 before');
    expect(screen.queryByLabelText('First commit, days')).toBeNull();
  });

  it('judges each field by itself, and leaves in it what was written', async () => {
    await open();
    const week = await screen.findByLabelText(/^Hours that people work/);
    const days = screen.getByLabelText('First commit, days');
    await fireEvent.input(week, { target: { value: '200' } });
    await waitFor(() => expect(week).toHaveAccessibleDescription(/A week has no more than 168 hours/));
    await fireEvent.input(days, { target: { value: '-5' } });
    await waitFor(() => expect(days).toHaveAccessibleDescription(/It took longer than that before/));
    expect(days).toHaveValue(-5);
    expect(week).toHaveValue(200);
    expect(screen.getAllByRole('alert')).toHaveLength(2);
    expect(await figure('Thank-you notes')).toHaveTextContent('83');

    await fireEvent.input(week, { target: { value: '36' } });
    await waitFor(() => expect(week).not.toHaveAttribute('aria-invalid'));
    expect(days).toHaveAttribute('aria-invalid', 'true');
    await fireEvent.input(days, { target: { value: '10' } });
    await waitFor(async () => expect(await figure('Hours freed')).toHaveTextContent('of 181 people'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps in a field what is no figure yet, and the figures as they are', async () => {
    await open();
    const days = await screen.findByLabelText('First commit, days');
    await fireEvent.input(days, { target: { value: '0' } });
    await waitFor(() => expect(days).toHaveAttribute('aria-invalid', 'true'));
    expect(days).toHaveDisplayValue('0');
    await userEvent.clear(days);
    await waitFor(() => expect(days).not.toHaveAttribute('aria-invalid'));
    expect(days).toHaveDisplayValue('');
  });

  it('concludes nothing from one person', async () => {
    await open(ActedTeam.one());
    for (const row of await rows()) expect(row).toHaveTextContent('too few');
  });

  it('is saved with what is assumed', async () => {
    const { backend } = await open();
    const save = vi.spyOn(backend, 'saveImpact');
    await userEvent.type(await screen.findByLabelText('What an hour of a person costs'), '9');
    await userEvent.click(screen.getByRole('button', { name: 'a page' }));
    expect(await screen.findByText(/^Written to ~.*impact.*\.html\.$/)).toBeInTheDocument();
    expect(save.mock.lastCall?.[1]).toMatchObject({ hourly: 9 });
  });
});
