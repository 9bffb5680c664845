import { stepOf } from './steps';
import type { Change, State } from './wire';

/** The commands of one step that a person is asked about. */
export interface Group {
  step: string;
  title: string;
  stage: string;
  changes: Change[];
}

/** Gathers changes by the step that they belong to, in the order given. */
export function grouped(changes: readonly Change[], state: State): Group[] {
  const groups = new Map<string, Group>();
  for (const change of changes) {
    const step = stepOf(state, change.step);
    const group = groups.get(change.step) ?? {
      step: change.step,
      // A step that is gone from the journey has no title any more.
      title: step?.title ?? change.step,
      stage: step?.stage ?? '',
      changes: [],
    };
    group.changes.push(change);
    groups.set(change.step, group);
  }
  return [...groups.values()];
}

/** The commands that are not as they were approved: new, changed or gone. */
export function news(changes: readonly Change[]): Change[] {
  return changes.filter((change) => change.kind !== 'same');
}

/** The folder that a command runs in, as its text ends with it; it is no part of the command. */
export function folderOf(text: string): string {
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  return /^\(in .+\)$/.test(last) ? last : '';
}

/** The commands that are as they were approved. */
export function unchanged(changes: readonly Change[]): Change[] {
  return changes.filter((change) => change.kind === 'same');
}
