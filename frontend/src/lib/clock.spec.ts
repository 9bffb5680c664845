import { describe, expect, it } from 'vitest';
import { part, present, ticked, total } from './clock';
import type { Clock } from './wire';

const spent = { hands_on_ms: 10, machine_ms: 20, waiting_ms: 30, away_ms: 40 };

function clock(mode: string): Clock {
  return { now: '2026-11-24T08:00:00.000Z', elapsed_ms: 100, spent, mode };
}

describe('ticked', () => {
  it.each(['hands_on', 'machine', 'waiting', 'away'] as const)('counts %s when that is the mode', (mode) => {
    const later = ticked(clock(mode), 5000);
    expect(later.elapsed_ms).toBe(5100);
    expect(part(later.spent, mode)).toBe(part(spent, mode) + 5000);
    expect(total(later.spent)).toBe(total(spent) + 5000);
  });

  it('stands still when the clock has stopped', () => {
    expect(ticked(clock(''), 5000)).toMatchObject({ elapsed_ms: 100, spent });
  });

  it('never runs backwards', () => {
    expect(ticked(clock('machine'), -1).elapsed_ms).toBe(100);
  });
});

it('keeps time away apart from time at a step', () => {
  expect(total(spent)).toBe(100);
  expect(present(spent)).toBe(60);
});
