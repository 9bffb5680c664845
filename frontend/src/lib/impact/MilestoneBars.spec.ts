import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { makeImpact, makeSpread } from '../../fake/figures';
import type { Impact, MilestoneImpact } from '../wire';
import MilestoneBars from './MilestoneBars.svelte';

const hour = 3_600_000;

function milestone(part: Partial<MilestoneImpact> = {}): MilestoneImpact {
  return {
    name: 'first-commit',
    title: 'First commit',
    elapsed: makeSpread(20, 10 * hour, { p90_ms: 20 * hour }),
    worked: makeSpread(20, 3 * hour),
    baseline_ms: 0,
    difference_ms: 0,
    low_ms: 0,
    high_ms: 0,
    verdict: 'too-few',
    ...part,
  };
}

function open(...milestones: MilestoneImpact[]) {
  const impact: Impact = { ...makeImpact(), milestones };
  return render(MilestoneBars, { impact }).container;
}

const headings = () => screen.getAllByRole('columnheader').map((each) => each.textContent);
const cells = () => screen.getAllByRole('cell').map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim());

describe('MilestoneBars', () => {
  it('says that nobody has come to one yet', () => {
    open();
    expect(screen.getByText('Nobody has reached a milestone yet.')).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('says what each took, where nothing is known of before', () => {
    const container = open(milestone());
    expect(headings()).toEqual(['Milestone', 'Median', '9 in 10', 'Worked']);
    expect(cells()).toEqual(['10 h', '20 h', '3 h']);
    expect(screen.getByRole('rowheader')).toHaveTextContent('First commit 20 people');
    expect(container.querySelector('.now[width]')).toHaveAttribute('width', '50%');
  });

  it('sets beside it what it took before, and how sure the difference is', () => {
    open(
      milestone({
        baseline_ms: 40 * hour,
        difference_ms: -30 * hour,
        low_ms: -35 * hour,
        high_ms: -25 * hour,
        verdict: 'better',
      }),
    );
    expect(headings()).toEqual(['Milestone', 'Median', 'Worked', 'Before', 'Difference']);
    const difference = within(screen.getByRole('table')).getAllByRole('cell').at(-1);
    expect(difference).toHaveTextContent(/^−1 d 6 h −1 d 11 h to −1 d 1 h better$/);
  });

  it('tells no difference where there are too few to say', () => {
    open(milestone({ elapsed: makeSpread(1, hour), baseline_ms: 40 * hour, verdict: 'too-few' }));
    expect(cells()).toEqual(['too few', '1 d 16 h', 'too few to say']);
  });

  it('concludes nothing from too few', () => {
    const container = open(milestone({ elapsed: makeSpread(2, hour) }));
    expect(cells()).toEqual(['too few']);
    expect(container.querySelector('.now[width]')).toHaveAttribute('width', '0%');
  });

  it('leaves empty what nobody knows of one, where it is known of another', () => {
    open(milestone({ baseline_ms: 40 * hour }), milestone({ name: 'first-push', title: 'First push' }));
    expect(cells().slice(-2)).toEqual(['', '']);
  });
});
