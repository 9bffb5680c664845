import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { makeState, minute, spent } from '../../fake/make';
import type { Clock } from '../wire';
import ClockBar from './ClockBar.svelte';

const clock: Clock = {
  ...makeState([]).clock,
  elapsed_ms: 134 * minute,
  spent: spent(19 * minute, 100 * minute, 6000, 14.9 * minute),
  next: { name: 'machine-ready', title: 'Machine ready', left: 2, stage: '' },
};

function terms(): string[] {
  return screen
    .getAllByRole('term')
    .map((term) => `${term.textContent?.trim()} ${term.nextElementSibling?.textContent}`);
}

describe('ClockBar', () => {
  it('shows the time so far and what it went into', () => {
    render(ClockBar, { clock });
    expect(screen.getByText('2 h 14 m')).toBeInTheDocument();
    expect(screen.getByText('so far')).toBeInTheDocument();
    expect(terms()).toEqual(['hands-on 19 m', 'machine 1 h 40 m', 'waiting 6 s', 'away 14 m']);
  });

  it('shows the next milestone and how many steps are left to it', async () => {
    const { rerender } = render(ClockBar, { clock });
    expect(screen.getByText('Next: machine ready')).toBeInTheDocument();
    expect(screen.getByText('2 steps left')).toBeInTheDocument();
    const next = { name: 'tests-pass' as const, title: 'Tests pass', left: 1, stage: 'Your code' };
    await rerender({ clock: { ...clock, next } });
    expect(screen.getByText('1 step left in “Your code”')).toBeInTheDocument();
  });

  it('speaks of no milestones where the journey has none', () => {
    render(ClockBar, { clock: { ...clock, next: undefined }, open: 5, milestones: 0 });
    expect(screen.getByText('5 steps left')).toBeInTheDocument();
    expect(screen.queryByText(/milestone/)).toBeNull();
  });

  it('says what is left of the journey when no milestone is', () => {
    render(ClockBar, { clock: { ...clock, next: undefined }, open: 5 });
    expect(screen.getByText('Every milestone reached')).toBeInTheDocument();
    expect(screen.getByText('5 steps left')).toBeInTheDocument();
  });

  it('says that the clock has stopped when all is reached', () => {
    render(ClockBar, { clock: { ...clock, mode: '', next: undefined } });
    expect(screen.getByText('in all')).toBeInTheDocument();
    expect(screen.getByText('Every milestone reached')).toBeInTheDocument();
    expect(screen.queryByText(/left/)).toBeNull();
  });
});
