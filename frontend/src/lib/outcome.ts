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
