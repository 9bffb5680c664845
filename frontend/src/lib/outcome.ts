import { bare } from './ansi';
import type { Run } from './wire';
import { words } from './words';

/** Says how a run ended that was called so. */
export function ended(run: Pick<Run, 'outcome'>, title: string): string {
  switch (run.outcome) {
    case 'failed':
      return words.run.failed(title);
    case 'cancelled':
      return words.run.cancelled(title);
    case 'lost':
      return words.run.lost(title);
    default:
      return words.run.done(title);
  }
}

/** Says why a run ended so, where how it ended does not say that already. */
export function whyOf({ outcome, reason }: Pick<Run, 'outcome' | 'reason'>): string {
  return outcome === 'lost' ? '' : reason;
}

/** What is left to be said of a reason beside lines that are printed: they show the one that it ends with. */
export function beside(reason: string, printed: readonly { text: string }[]): string {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const line = printed
    .map(({ text }) => bare(text).trim())
    .findLast((text) => text !== '' && same(reason.slice(-text.length), text));
  return line === undefined ? reason : reason.slice(0, -line.length).replace(/[:\s]+$/, '');
}
