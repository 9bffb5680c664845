import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { makeSpread, makeStepFriction } from '../../fake/figures';
import type { StepFriction } from '../wire';
import StepTable from './StepTable.svelte';

const hour = 3_600_000;

function step(n: number, part: Partial<StepFriction> = {}): StepFriction {
  const lost = makeSpread(20, hour / 2, { sum_ms: 12 * hour, p90_ms: hour });
  return makeStepFriction({
    id: `step-${n}`,
    title: `Step ${n}`,
    lost,
    attempts: 50,
    failures: 5,
    retried: 4,
    ...part,
  });
}

const rows = () => screen.getAllByRole('row').slice(1);
const cells = (row: HTMLElement | undefined) =>
  within(row as HTMLElement)
    .getAllByRole('cell')
    .map((cell) => cell.textContent?.replace(/\s/g, ''));

describe('StepTable', () => {
  it('says of a step what it cost, whom, and how often it failed', () => {
    render(StepTable, { steps: [step(1, { waiting_ms: 3 * hour })] });
    expect(cells(rows()[0])).toEqual(['12h', '20', '30m', '1h', '10%', '20%', '3h']);
  });

  it('says nothing of waiting where there was none, nor of tries', () => {
    render(StepTable, { steps: [step(1, { attempts: 0, failures: 0 })] });
    expect(cells(rows()[0]).slice(-3)).toEqual(['', '20%', '']);
  });

  it('concludes nothing from too few', () => {
    render(StepTable, { steps: [step(1, { lost: makeSpread(3, hour) })] });
    expect(cells(rows()[0])[2]).toBe('toofew');
    expect(screen.getByText('too few')).toHaveAttribute('title', 'Too few people to conclude anything.');
  });

  it('shows those that matter most, and all when asked', async () => {
    render(StepTable, { steps: Array.from({ length: 12 }, (_, i) => step(i + 1)) });
    expect(rows()).toHaveLength(10);
    const more = screen.getByRole('button', { name: 'Show all 12 steps' });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(more);
    expect(rows()).toHaveLength(12);
    await userEvent.click(screen.getByRole('button', { name: 'Show fewer' }));
    expect(rows()).toHaveLength(10);
  });

  it('offers no more where there are no more', () => {
    render(StepTable, { steps: Array.from({ length: 10 }, (_, i) => step(i + 1)) });
    expect(rows()).toHaveLength(10);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
