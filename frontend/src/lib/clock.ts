import type { Clock, Spent } from './wire';

/** The four kinds of time, in the order that they are shown. */
export const kinds = ['hands_on', 'machine', 'waiting', 'away'] as const;

export type Kind = (typeof kinds)[number];

/** The part of some time that went into one kind, in milliseconds. */
export function part(spent: Spent, kind: Kind): number {
  return spent[`${kind}_ms`];
}

/** All of the time, in milliseconds. */
export function total(spent: Spent): number {
  return kinds.reduce((sum, kind) => sum + part(spent, kind), 0);
}

/** The time without what was spent away, in milliseconds. */
export function present(spent: Spent): number {
  return total(spent) - spent.away_ms;
}

/** The clock as it stands some milliseconds after it was read. */
export function ticked(clock: Clock, later: number): Pick<Clock, 'elapsed_ms' | 'spent'> {
  const kind = kinds.find((each) => each === clock.mode);
  if (!kind || later <= 0) return clock;
  return {
    elapsed_ms: clock.elapsed_ms + later,
    spent: { ...clock.spent, [`${kind}_ms`]: part(clock.spent, kind) + later },
  };
}
