import { claimsOf, holds, markOf, stepOf } from '../steps';
import type { State, Step } from '../wire';

/** The groups that claims are shown in, what needs the person first. */
export const groups = ['wrong', 'waits', 'todo', 'muted', 'holds'] as const;

/** A group of claims on the health page. */
export type Group = (typeof groups)[number];

/** The group that a claim is shown in. */
export function groupOf(
  step: Pick<Step, 'status' | 'pending' | 'waiting' | 'attested' | 'observing' | 'kind'>,
): Group {
  switch (markOf(step)) {
    case 'failing':
    case 'unknown':
      return 'wrong';
    case 'pending':
      return 'todo';
    case 'muted':
      return 'muted';
    case 'ok':
    case 'attested':
      return 'holds';
    default:
      return 'waits';
  }
}

/** The claims of each group, in the order of the way; groups without any are left out. */
export function grouped(state: State): { group: Group; claims: Step[] }[] {
  const all = claimsOf(state);
  return groups
    .map((group) => ({ group, claims: all.filter((step) => groupOf(step) === group) }))
    .filter(({ claims }) => claims.length > 0);
}

/** The claims that need the person, the one to begin with first. */
export function wrong(state: State): Step[] {
  return state.urgent.map((id) => stepOf(state, id)).filter((step) => step !== undefined);
}

/** Reports whether every claim holds. */
export function allWell(state: State): boolean {
  return claimsOf(state).every(holds);
}
