import type { Change, Clock, Fix, Question, Run, Spent, State, Step } from '../lib/wire';

/** Makes values of the wire for tests and for development, from the parts that matter. */

export const minute = 60_000;

export function spent(hands_on_ms = 0, machine_ms = 0, waiting_ms = 0, away_ms = 0): Spent {
  return { hands_on_ms, machine_ms, waiting_ms, away_ms };
}

/** A time so many milliseconds before now. */
export function before(ms: number): string {
  return new Date(Date.now() - ms).toISOString();
}

/** The kinds of step that are done in some program, as the backend knows them. */
const doneByHand = ['clone', 'hook', 'commit', 'push', 'pull-request'];

export function makeStep(part: Partial<Step> & { id: string }): Step {
  return {
    stage: 'Your machine',
    kind: 'tool',
    title: part.id,
    why: '',
    how: '',
    status: 'ok',
    pending: false,
    waiting: false,
    attested: false,
    code: '',
    summary: '',
    evidence: [],
    detail: '',
    since: before(2 * minute),
    seen_at: before(3000),
    held_at: '',
    observing: false,
    took_ms: 12,
    skipped: false,
    needs: [],
    fixes: [],
    attempts: 0,
    failures: 0,
    spent: spent(),
    note: '',
    milestone: 'machine-ready',
    by_hand: doneByHand.includes(part.kind ?? ''),
    waits_approval: false,
    ...part,
  };
}

function holding({ status }: Step): boolean {
  return status === 'ok' || status === 'muted';
}

/** The milestone that is next, as the steps stand. */
function nextOf(steps: readonly Step[]): Pick<Clock, 'next'> {
  const name = steps.find((step) => !holding(step) && step.milestone !== '')?.milestone;
  if (name === undefined) return {};
  const last = steps.findLastIndex(({ milestone }) => milestone === name);
  const left = steps.slice(0, last + 1).filter((step) => !holding(step)).length;
  const words = name.replace('-', ' ');
  return { next: { name, title: words.charAt(0).toUpperCase() + words.slice(1), left, stage: '' } };
}

export function makeFix(part: Partial<Fix> & { id: string }): Fix {
  return {
    title: part.id,
    effect: '',
    commands: [`do ${part.id}`],
    dir: '',
    privilege: 'user',
    undo: '',
    recommended: '',
    inputs: [],
    destroys: [],
    ...part,
  };
}

export function makeRun(part: Partial<Run> & { id: string }): Run {
  return {
    use: 'fix',
    fix: '',
    title: part.id,
    began_at: before(4000),
    outcome: '',
    reason: '',
    mine: true,
    ...part,
  };
}

export function makeQuestion(part: Partial<Question> & { id: string }): Question {
  return {
    kind: 'text',
    title: part.id,
    text: '',
    facts: [],
    label: '',
    accept: '',
    code: '',
    link: '',
    ...part,
  };
}

export function makeChange(step: string, use: string, text: string, part: Partial<Change> = {}): Change {
  return { step, use, text, kind: 'added', ...part };
}

/** A state with these steps; what is next is the first that does not hold. */
export function makeState(all: Step[], part: Partial<State> = {}): State {
  const steps = all.map((step) =>
    awaits(part.approval, step.id) ? { ...step, waits_approval: true } : step,
  );
  const names = [...new Set(steps.map((step) => step.stage))];
  return {
    seq: 1,
    journey: {
      name: 'Harbour, the demo',
      description: '',
      source: 'demo',
      hash: 'f1f2',
      track: '',
      tracks: [],
    },
    onboarding: { id: 'onboarding-1', started_at: before(48 * minute), finished_at: '' },
    stages: names.map((name) => {
      const own = steps.filter((step) => step.stage === name);
      return { name, steps: own, held: own.filter(holding).length };
    }),
    health: [],
    milestones: [],
    clock: {
      now: before(0),
      elapsed_ms: 48 * minute,
      spent: spent(19 * minute, 14 * minute, 6 * minute, 9 * minute),
      mode: 'hands_on',
      ...nextOf(steps),
    },
    approval: { needed: false, first: false, hash: 'a1', changes: [] },
    current: steps.find((step) => !holding(step))?.id ?? '',
    urgent: urgent([...steps, ...(part.health ?? [])]),
    waits: waits([...steps, ...(part.health ?? [])]),
    workspace: '~/firstlight',
    choosing: false,
    theme: 'system',
    chooses: true,
    notices: [],
    ...part,
  };
}

/** Reports whether a step has a command that is not agreed to, rehearsals apart, as the backend finds it. */
function awaits(approval: State['approval'] | undefined, id: string): boolean {
  return (
    !!approval?.needed &&
    approval.changes.some(
      ({ step, kind, use }) => step === id && (kind === 'added' || kind === 'changed') && use !== 'rehearse',
    )
  );
}

/** What holds up the claims that are blocked, as the backend finds it. */
function waits(claims: Step[]): State['waits'] {
  const blocked = claims.filter(({ status }) => status === 'blocked');
  const approval = blocked.filter(({ code }) => code === 'blocked/approval').length;
  const awaited = blocked.flatMap(({ needs }) => needs.map(({ id }) => id));
  const open = claims.filter(
    (step) => awaited.includes(step.id) && step.status !== 'blocked' && !holding(step),
  );
  return { approval, steps: blocked.length - approval, titles: open.map(({ title }) => title) };
}

/** What needs the person, as the backend orders it. */
function urgent(claims: Step[]): string[] {
  const fails = (step: Step) => step.status === 'failing' && (!step.pending || !!step.drift);
  return [...claims.filter(fails), ...claims.filter((step) => step.status === 'unknown')].map(({ id }) => id);
}
