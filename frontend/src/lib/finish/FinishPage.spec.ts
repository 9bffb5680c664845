import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { demoSteps } from '../../fake/demo';
import { drifted } from '../../fake/health';
import { makeState, makeStep, minute, spent } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { State } from '../wire';
import FinishPage from './FinishPage.svelte';

async function open(shown: State) {
  const { session } = await sessionOf(shown);
  render(FinishPage, { shown, session });
  return session;
}

it('shows when each milestone was reached and where the time went', async () => {
  const milestones = [
    {
      name: 'machine-ready',
      title: 'Machine ready',
      at: '2026-11-24T08:12:00.000Z',
      elapsed_ms: 12 * minute,
      spent: spent(5 * minute, 6 * minute - 7000, 0, minute + 7000),
    },
    { name: 'first-push', title: 'First push', at: '', elapsed_ms: 0, spent: spent() },
  ];
  const clock = { ...makeState([]).clock, elapsed_ms: 192 * minute };
  await open(makeState(demoSteps(), { milestones, clock }));
  expect(screen.getByText(/took 3 h 12 m/)).toBeInTheDocument();
  const [, ready, push] = screen.getAllByRole('row');
  expect([...(ready?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent)).toEqual([
    '12 m 00 s',
    '5 m 00 s',
    '5 m 53 s',
    '0 s',
    '1 m 07 s',
  ]);
  expect(push).toHaveTextContent('not yet');
});

it('has no table where there is nothing to measure', async () => {
  await open(makeState(demoSteps()));
  expect(screen.queryByRole('table')).toBeNull();
});

it('says that all is set only where nothing needs the person, and leads to what does', async () => {
  const locale = makeStep({ id: 'locale', stage: '', status: 'failing' });
  const session = await open(makeState(demoSteps(), { health: [locale] }));
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('You have come all the way');
  expect(screen.getByText('One thing on this machine needs you, though.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'See what it is' }));
  expect(session.view).toEqual({ kind: 'health' });
});

it('says what no longer holds, and not that every step does', async () => {
  const git = makeStep({ id: 'git', title: 'Git is there', status: 'failing', drift: drifted().drift });
  await open(makeState([makeStep({ id: 'go' }), git]));
  expect(screen.getByText('“Git is there” no longer holds')).toBeInTheDocument();
  expect(screen.queryByText('Every step holds')).toBeNull();
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('You have come all the way');
});

it('says how many steps hold where one could not be told', async () => {
  await open(makeState([makeStep({ id: 'go' }), makeStep({ id: 'git', status: 'blocked' })]));
  expect(screen.getByText('1 of 2 hold')).toBeInTheDocument();
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('You have come all the way');
});

it('does not say of what was muted that it holds', async () => {
  await open(makeState([makeStep({ id: 'git' }), makeStep({ id: 'go', status: 'muted' })]));
  expect(screen.getByText('1 step holds, and 1 is muted')).toBeInTheDocument();
});
