import { kinds, type Kind } from '../lib/clock';
import type { State, Step, Timeline, TimelineStep } from '../lib/wire';
import { makeSpread } from './figures';
import { before, minute, spent } from './make';

/** A step of a timeline whose time passes as told: kinds and minutes, from a place on. */
export function makeTimelineStep(
  part: Partial<TimelineStep> & { id: string },
  from: number,
  ...stretches: [Kind, number][]
): TimelineStep {
  let at = from;
  const intervals = stretches.map(([kind, minutes]) => {
    const interval = { from_ms: at, to_ms: at + minutes * minute, kind };
    at = interval.to_ms;
    return interval;
  });
  const sum = (kind: Kind) =>
    intervals.reduce((all, each) => all + (each.kind === kind ? each.to_ms - each.from_ms : 0), 0);
  return {
    title: part.id,
    kind: 'tool',
    milestone: '',
    holds: true,
    spent: spent(sum('hands_on'), sum('machine'), sum('waiting'), sum('away')),
    intervals,
    tries: [],
    marks: [{ at_ms: at, what: 'held', said: '' }],
    attempts: 0,
    failures: 0,
    undone: 0,
    lost_ms: sum('hands_on') + sum('machine'),
    ...part,
  };
}

/** The timeline of somebody who comes to the end of these steps over some days. */
export function makeTimeline(state: State, part: Partial<Timeline> = {}): Timeline {
  let at = 0;
  const pauses: Timeline['pauses'] = [];
  const step = ({ id, title, kind }: Step, i: number): TimelineStep => {
    const stretches: [Kind, number][] = [
      ['hands_on', 2 + ((i * 7) % 11)],
      ['machine', (i * 5) % 9],
      ['hands_on', 1 + (i % 4)],
    ];
    const night = i % 6 === 4;
    if (night) stretches.push(['away', 16 * 60], ['hands_on', 4]);
    if (i % 9 === 7) stretches.push(['waiting', 50]);
    const from = at;
    const bad = i % 4 === 1;
    const made = makeTimelineStep({ id, title, kind }, from, ...stretches);
    at = made.intervals.at(-1)?.to_ms ?? at;
    const away = made.intervals.find(({ kind }) => kind === 'away');
    if (away) pauses.push(away);
    const [first, second] = made.intervals;
    return {
      ...made,
      attempts: bad ? 2 : 1,
      failures: bad ? 1 : 0,
      others: makeSpread(i % 5 === 0 ? 4 : 96, (6 + (i % 7)) * minute),
      tries: [...(bad ? [makeTry(first?.to_ms ?? 0, true)] : []), makeTry(second?.to_ms ?? 0, false)],
      marks: [
        ...made.marks,
        ...(i === 5
          ? [{ at_ms: (made.intervals[0]?.to_ms ?? 0) - minute, what: 'hurt', said: 'It hurt' }]
          : []),
        ...(i === 8 ? [{ at_ms: from + minute, what: 'undone', said: '' }] : []),
      ],
      undone: i === 8 ? 1 : 0,
    };
  };
  let i = 0;
  const stages = state.stages.map((stage) => {
    const steps = stage.steps.map((each) => step(each, i++));
    const sum = (kind: Kind) => steps.reduce((all, each) => all + each.spent[`${kind}_ms`], 0);
    const [hands, machine, waiting, away] = kinds.map(sum);
    return { name: stage.name, steps, spent: spent(hands, machine, waiting, away) };
  });
  const sum = (kind: Kind) => stages.reduce((all, each) => all + each.spent[`${kind}_ms`], 0);
  const [hands, machine, waiting, away] = kinds.map(sum);
  const all = stages.flatMap(({ steps }) => steps);
  const reached = (name: string, title: string, part: number) => {
    const until = all[Math.floor((all.length - 1) * part)];
    const at_ms = until?.intervals.at(-1)?.to_ms ?? 0;
    return {
      name,
      title,
      at_ms,
      at: before(at - at_ms),
      spent: spent(at_ms * 0.3, at_ms * 0.1, 0, at_ms * 0.6),
      worked_ms: at_ms * 0.4,
      others: makeSpread(96, at_ms * 0.8),
      others_worked: makeSpread(96, at_ms * 0.35),
    };
  };
  return {
    journey: state.journey.name,
    track: '',
    started_at: before(at),
    finished_at: '',
    now: before(0),
    length_ms: at,
    spent: spent(hands, machine, waiting, away),
    stages,
    elsewhere: { spent: spent(), intervals: [], tries: [], marks: [] },
    milestones:
      all.length === 0
        ? []
        : [
            reached('machine-ready', 'Machine ready', 0.35),
            reached('code-cloned', 'Code cloned', 0.45),
            reached('tests-pass', 'Tests pass', 0.55),
            reached('services-healthy', 'Services healthy', 0.7),
            reached('first-commit', 'First commit', 0.9),
          ],
    longest: all
      .toSorted((a, b) => b.lost_ms - a.lost_ms)
      .slice(0, 3)
      .map(({ id, title, lost_ms }) => ({
        id,
        title,
        took_ms: lost_ms,
        why: ['One of 2 tries failed: apt-get could not lock /var/lib/dpkg/lock-frontend.'],
      })),
    pauses,
    clock: [],
    people: 96,
    ...part,
  };
}

function makeTry(to_ms: number, failed: boolean) {
  return {
    from_ms: Math.max(0, to_ms - minute),
    to_ms,
    use: 'fix',
    title: 'Install it',
    outcome: failed ? 'failed' : 'done',
    failed,
    reason: failed
      ? 'apt-get ended with exit status 100: it could not lock /var/lib/dpkg/lock-frontend.'
      : '',
    cause: '',
  };
}

/** A way of so little that there is nothing to draw. */
export function emptyTimeline(state: State): Timeline {
  return makeTimeline({ ...state, stages: [] }, { length_ms: 0, people: 0 });
}
