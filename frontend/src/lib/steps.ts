import { millis } from './time';
import type { Known, Need, State, Step } from './wire';

/** Every step of the journey, in order. */
export function stepsOf(state: State): Step[] {
  return state.stages.flatMap((stage) => stage.steps);
}

/** Every step of the way in order, and after them the claims aside from it. */
export function claimsOf(state: State): Step[] {
  return [...stepsOf(state), ...state.health];
}

/** The step or the claim aside with that ID. */
export function stepOf(state: State, id: string): Step | undefined {
  return claimsOf(state).find((step) => step.id === id);
}

/** Reports whether the claim stands aside from the way. */
export function aside(step: Pick<Step, 'stage'>): boolean {
  return step.stage === '';
}

/** How a step's state is drawn and named. */
export type Mark =
  | 'ok'
  | 'attested'
  | 'muted'
  | 'failing'
  | 'pending'
  | 'others'
  | 'blocked'
  | 'unknown'
  | 'looking'
  | 'unseen';

/** How the state of a step is drawn and named. */
export function markOf(
  step: Pick<Step, 'status' | 'pending' | 'waiting' | 'attested' | 'observing' | 'drift'>,
): Mark {
  switch (step.status) {
    case 'ok':
      return step.attested ? 'attested' : 'ok';
    case 'failing':
      if (step.waiting) return 'others';
      // What has held before is not something still to be done.
      return step.pending && !step.drift ? 'pending' : 'failing';
    case 'muted':
    case 'blocked':
    case 'unknown':
      return step.status;
    default:
      return step.observing ? 'looking' : 'unseen';
  }
}

/** Reports whether the step needs nothing more from the person. */
export function holds(step: Pick<Step, 'status'>): boolean {
  return step.status === 'ok' || step.status === 'muted';
}

/** Reports whether the person may say that she does not want to be told of the claim, or take that back. */
export function mayMute(step: Step): boolean {
  const troubles = step.status === 'failing' || step.status === 'unknown';
  return !busy(step) && (!!step.mute || (troubles && step.kind !== 'ask'));
}

/** Reports whether help may be asked for at the step: it is of the way, does not hold, and nobody was asked yet. */
export function mayAsk(step: Pick<Step, 'stage' | 'status' | 'stuck_at'>): boolean {
  return !aside(step) && !holds(step) && !step.stuck_at;
}

/** Reports whether the person muted the step. */
export function muted(step: Pick<Step, 'status'>): boolean {
  return step.status === 'muted';
}

/** What has to hold first for a claim that is blocked: a need that is not blocked itself, however far before it. */
export function firstOf(state: State, step: Step): Step | undefined {
  const seen = new Set<string>();
  for (let at: Step | undefined = step; at && !seen.has(at.id);) {
    if (at.status !== 'blocked') return at.id === step.id ? undefined : at;
    seen.add(at.id);
    const need: Need | undefined = at.needs.find((each) => !holds(each));
    at = need && stepOf(state, need.id);
  }
  return undefined;
}

/** The known failure that what was tried for a claim, or what was found, tells of. */
export function knownOf(step: Step): Known | undefined {
  return holds(step) ? undefined : (step.last_fix?.known ?? step.run?.known ?? step.known);
}

/** Reports whether the step is the one that came to hold last in a stage of which every step holds. */
export function endsStage(state: State, step: Step): boolean {
  const stage = state.stages.find(({ steps }) => steps.some(({ id }) => id === step.id));
  if (!stage?.steps.every(holds)) return false;
  const last = stage.steps.reduce((a, b) => (millis(b.held_at) >= millis(a.held_at) ? b : a));
  return last.id === step.id;
}

/** Reports whether work for the step is under way. */
export function busy(step: Pick<Step, 'run'>): boolean {
  return !!step.run && step.run.outcome === '';
}
