import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { demoSteps } from '../../fake/demo';
import { makeState, minute, spent } from '../../fake/make';
import FinishPage from './FinishPage.svelte';

it('shows when each milestone was reached and where the time went', () => {
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
  render(FinishPage, { shown: makeState(demoSteps(), { milestones, clock }) });
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

it('has no table where there is nothing to measure', () => {
  render(FinishPage, { shown: makeState(demoSteps()) });
  expect(screen.queryByRole('table')).toBeNull();
});
