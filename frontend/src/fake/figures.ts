import type {
  Assumed,
  Choice,
  Friction,
  Impact,
  MilestoneImpact,
  Note,
  Notes,
  Offer,
  Spread,
  StepChange,
  StepFriction,
  WrongAssumption,
} from '../lib/wire';
import { before, minute } from './make';

const hour = 60 * minute;
const day = 24 * hour;

export function makeSpread(people: number, median_ms: number, part: Partial<Spread> = {}): Spread {
  return {
    people,
    median_ms,
    p90_ms: Math.round(median_ms * 2.6),
    sum_ms: Math.round(people * median_ms * 1.25),
    too_few: people < 8,
    ...part,
  };
}

export function makeStepFriction(part: Partial<StepFriction> & { id: string; lost: Spread }): StepFriction {
  const { machine_ms = Math.round(part.lost.sum_ms * 0.2) } = part;
  return {
    stage: 'Your machine',
    title: part.id,
    kind: 'tool',
    hands_on_ms: part.lost.sum_ms - machine_ms,
    waiting_ms: 0,
    attempts: part.lost.people,
    failures: 0,
    retried: 0,
    stopped: 0,
    notes: 0,
    ...part,
    machine_ms,
  };
}

export function makeChange(part: Partial<StepChange> & { id: string }): StepChange {
  return {
    title: part.id,
    before: makeSpread(100, 40 * minute),
    after: makeSpread(100, 38 * minute),
    difference_ms: -2 * minute,
    low_ms: -7 * minute,
    high_ms: 4 * minute,
    verdict: 'unclear',
    ...part,
  };
}

export function makeFriction(part: Partial<Friction> = {}): Friction {
  return {
    people: 200,
    finished: 164,
    stopped: 12,
    stopped_after_days: 14,
    steps: steps(),
    errors: [
      {
        step: 'services',
        title: 'The services of payments are healthy',
        said: 'Error response from daemon: driver failed programming external connectivity',
        times: 214,
        people: 96,
      },
      {
        step: 'tests-pass',
        title: 'The tests pass',
        said: '--- FAIL: TestLedger (0.01s)',
        times: 88,
        people: 61,
      },
      {
        step: 'clone',
        title: 'Clone payments',
        said: 'fatal: Could not read from remote repository.',
        times: 1,
        people: 1,
      },
    ],
    explained: 143,
    notes: makeNotes()
      .team.filter((note) => !note.thanks)
      .map(({ step, title, at, text }) => ({ step, title, at, text })),
    thanks: [],
    pulses: [
      {
        milestone: 'machine-ready',
        title: 'Machine ready',
        people: 120,
        scores: [4, 11, 30, 48, 27],
        mean: 3.7,
        too_few: false,
        better: [
          {
            step: '',
            title: '',
            at: before(day),
            text: 'Say at once that the group change needs a new login.',
          },
        ],
      },
      {
        milestone: 'first-commit',
        title: 'First commit',
        people: 4,
        scores: [0, 0, 1, 1, 2],
        mean: 4.3,
        too_few: true,
        better: [],
      },
    ],
    changes: [],
    ...part,
  };
}

function steps(): StepFriction[] {
  const rows: [string, string, string, number, number, number, number, number][] = [
    // id, stage, title, people, median in minutes, failed of a hundred, retried, stopped
    ['commit', 'Your first commit', 'A commit by you', 181, 66, 0, 0, 0],
    ['services', 'Your services', 'The services of payments are healthy', 193, 41, 52, 118, 6],
    ['tests-pass', 'Your services', 'The tests pass', 187, 24, 33, 71, 2],
    ['docker', 'Your machine', 'Docker answers', 200, 16, 29, 58, 3],
    ['tool-go', 'Your machine', 'Go 1.26 or newer', 200, 9, 11, 19, 0],
    ['pull', 'Your first commit', 'Your pull request is open', 176, 10, 0, 0, 0],
    ['clone', 'Your code', 'Clone payments', 198, 7, 12, 21, 0],
    ['review', 'Your first commit', 'Somebody reviews it', 171, 5, 0, 0, 1],
    ['tool-git', 'Your machine', 'Git 2.30 or newer', 200, 3, 5, 8, 0],
    ['push', 'Your first commit', 'Your commit is pushed', 177, 3, 9, 14, 0],
    ['merge', 'Your first commit', 'It is merged', 168, 2, 0, 0, 0],
    ['vpn', 'Your machine', 'The ledger answers through the VPN', 5, 22, 60, 3, 0],
  ];
  return rows.map(([id, stage, title, people, median, failed, retried, stopped]) =>
    makeStepFriction({
      id,
      stage,
      title,
      lost: makeSpread(people, median * minute),
      attempts: 100,
      failures: failed,
      retried,
      stopped,
      waiting_ms: id === 'review' ? 1520 * hour : 0,
      machine_ms: id === 'commit' || id === 'review' ? 0 : undefined,
    }),
  );
}

/** What changed from one version to the next. */
export function makeChanges(): StepChange[] {
  return [
    makeChange({
      id: 'services',
      title: 'The services of payments are healthy',
      before: makeSpread(97, 61 * minute),
      after: makeSpread(96, 22 * minute),
      difference_ms: -39 * minute,
      low_ms: -48 * minute,
      high_ms: -29 * minute,
      verdict: 'better',
    }),
    makeChange({
      id: 'docker',
      title: 'Docker answers',
      difference_ms: 8 * minute,
      low_ms: 2 * minute,
      high_ms: 15 * minute,
      verdict: 'worse',
    }),
    makeChange({ id: 'tests-pass', title: 'The tests pass' }),
    makeChange({
      id: 'vpn',
      title: 'The ledger answers through the VPN',
      before: makeSpread(3, 22 * minute),
      after: makeSpread(2, 12 * minute),
      difference_ms: -10 * minute,
      low_ms: 0,
      high_ms: 0,
      verdict: 'too-few',
    }),
  ];
}

export function makeOffers(): Offer[] {
  return [
    {
      journey: 'Payments backend',
      people: 200,
      versions: [
        { hash: '5f0c11', since: '2026-01-05T08:00:00.000Z', people: 100 },
        { hash: '9f3c22', since: '2026-04-06T08:00:00.000Z', people: 100 },
      ],
      tracks: ['backend', 'frontend'],
      months: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'],
      before: '5f0c11',
      after: '9f3c22',
    },
  ];
}

const milestones: [MilestoneImpact['name'], string, number, number, number][] = [
  // name, title, people, median in minutes, worked in minutes
  ['machine-ready', 'Machine ready', 200, 58, 41],
  ['code-cloned', 'Code cloned', 198, 74, 50],
  ['services-healthy', 'Services healthy', 189, 160, 98],
  ['tests-pass', 'Tests pass', 185, 210, 127],
  ['first-commit', 'First commit', 181, 1680, 196],
  ['first-push', 'First push', 177, 1710, 201],
  ['first-pull-request', 'First pull request', 176, 1800, 214],
  ['first-review', 'First review', 170, 3900, 219],
  ['first-merge', 'First merge', 168, 4500, 222],
];

export function makeAssumed(part: Partial<Assumed> = {}): Assumed {
  return {
    baseline: milestones.map(([name, title]) => ({ name, title })),
    until: 'first-commit',
    hours_per_week: 40,
    hourly: 0,
    currency: 'EUR',
    ...part,
  };
}

/** The impact that an acted team has under what is assumed, reckoned as far as the page shows it. */
export function makeImpact(
  of: Partial<Choice> = {},
  assumed = makeAssumed(),
  part: Partial<Impact> = {},
): Impact {
  const measured = !!of.against;
  const wrong = wrongIn(assumed);
  const counts = (name: string) => wrong.every((each) => each.name !== name);
  const told = (name: string) => (measured ? 5 * day : counts(name) ? (daysOf(assumed, name) ?? 0) * day : 0);
  const rows = milestones.map(([name, title, people, median, worked]): MilestoneImpact => {
    const elapsed = makeSpread(people, median * minute);
    const baseline_ms = told(name);
    const difference_ms = baseline_ms > 0 ? elapsed.median_ms - baseline_ms : 0;
    return {
      name,
      title,
      elapsed,
      worked: makeSpread(people, worked * minute),
      baseline_ms,
      difference_ms,
      low_ms: difference_ms - 4 * hour,
      high_ms: difference_ms + 5 * hour,
      verdict: baseline_ms === 0 ? 'too-few' : difference_ms + 5 * hour < 0 ? 'better' : 'unclear',
    };
  });
  const until = rows.find(({ name, baseline_ms }) => name === assumed.until && baseline_ms > 0);
  const freed_ms = until ? (-until.difference_ms * until.elapsed.people * assumed.hours_per_week) / 168 : 0;
  return {
    people: 200,
    finished: 164,
    baseline: measured ? 'measured' : until ? 'told' : '',
    earlier_people: measured ? 100 : 0,
    until: assumed.until,
    hours_per_week: assumed.hours_per_week,
    hourly: assumed.hourly,
    currency: assumed.currency,
    milestones: rows,
    errors_each: 2.1,
    errors_each_before: measured ? 3.4 : 0,
    baselines_differ: false,
    counted: until?.elapsed.people ?? 0,
    freed_too_few: false,
    freed_ms,
    cost: (freed_ms / hour) * assumed.hourly,
    thanks: 83,
    thankful_people: 61,
    wrong,
    ...part,
  };
}

const daysOf = (assumed: Assumed, name: string) => assumed.baseline.find((each) => each.name === name)?.days;

/** What an acted backend finds wrong with what is assumed. */
function wrongIn(assumed: Assumed): WrongAssumption[] {
  const baselines = assumed.baseline
    .filter(({ days = 1 }) => days <= 0)
    .map(({ name }) => ({
      name,
      text: 'It took longer than that before. Name more than 0 and at most 1000 days.',
    }));
  const week = {
    name: 'hours_per_week',
    text: 'A week has no more than 168 hours. Name more than 0 and at most 168.',
  };
  return assumed.hours_per_week > 168 ? [week, ...baselines] : baselines;
}

export function makeNote(part: Partial<Note> & { text: string }): Note {
  return { seq: 0, step: '', title: '', at: before(3 * day), thanks: false, ...part };
}

export function makeNotes(): Notes {
  const team: [string, string, boolean][] = [
    ['Docker answers', 'The group change needs a new login, and nothing says so.', false],
    ['The services of payments are healthy', 'The database was there before I had finished my coffee.', true],
    ['', 'I pushed a commit on my first day. I have never done that anywhere.', true],
    ['The tests pass', 'Flaky ledger test: I ran it four times before I believed it.', false],
    ['Clone payments', 'It asked for my SSH key once, and then it just worked. Thank you.', true],
    [
      'The services of payments are healthy',
      'Port 5432 was taken by a database that I had forgotten about.',
      false,
    ],
    ['Somebody reviews it', 'Kim reviewed within the hour and explained the ledger to me.', true],
    ['Go 1.26 or newer', 'Two Gos on my PATH, and it named both of them.', true],
  ];
  return {
    own: [
      makeNote({
        step: 'docker',
        title: 'Docker answers',
        text: 'The fix told me how to undo it. That made me press it.',
        thanks: true,
        at: before(50 * minute),
      }),
    ],
    team: team.map(([title, text, thanks], i) =>
      makeNote({ title, text, thanks, at: before((i + 1) * 2 * day) }),
    ),
  };
}

/** The imported onboardings that a scene acts, and what is asked of them. */
export class ActedTeam {
  offers: Offer[] = makeOffers();
  friction = (of: Choice): Friction => makeFriction(of.against === '' ? {} : { changes: makeChanges() });
  impact = makeImpact;
  notes: Notes = makeNotes();

  /** A team of nobody, until somebody is imported. */
  static empty(): ActedTeam {
    const team = new ActedTeam();
    team.offers = [];
    team.notes = { own: [], team: [] };
    return team;
  }

  /** A team of a long journey, who said much of it. */
  static many(): ActedTeam {
    const team = new ActedTeam();
    const much = Array.from({ length: 500 }, (_, i) => i + 1);
    team.friction = (of) =>
      makeFriction({
        steps: much.map((n) =>
          makeStepFriction({
            id: `step-${n}`,
            title: `Step ${n}: a claim about this machine`,
            lost: makeSpread(200, (501 - n) * 6000),
            failures: n % 50,
          }),
        ),
        changes: of.against === '' ? [] : makeChanges(),
      });
    team.notes = {
      own: makeNotes().own,
      team: much.flatMap((n) => makeNotes().team.map((note) => ({ ...note, seq: n }))).slice(0, 500),
    };
    return team;
  }

  /** One person, of whom nothing can be concluded. */
  static one(): ActedTeam {
    const team = new ActedTeam();
    team.offers = makeOffers().map((offer) => ({
      ...offer,
      people: 1,
      versions: offer.versions.slice(1).map((version) => ({ ...version, people: 1 })),
      before: '',
      after: '',
    }));
    team.friction = () =>
      makeFriction({
        people: 1,
        finished: 1,
        stopped: 0,
        steps: steps()
          .slice(0, 4)
          .map((step) => ({ ...step, stopped: 0, retried: 1, lost: makeSpread(1, step.lost.median_ms) }))
          .map((step) => ({ ...step, hands_on_ms: step.lost.sum_ms, machine_ms: 0 })),
        errors: [],
        explained: 0,
        notes: [],
      });
    team.impact = (of, assumed) => {
      const all = makeImpact(of, assumed);
      return {
        ...all,
        people: 1,
        finished: 1,
        thanks: 0,
        thankful_people: 0,
        milestones: all.milestones.slice(0, 3).map((each) => ({
          ...each,
          elapsed: makeSpread(1, each.elapsed.median_ms),
          worked: makeSpread(1, each.worked.median_ms),
          difference_ms: 0,
          low_ms: 0,
          high_ms: 0,
          verdict: 'too-few',
        })),
      };
    };
    team.notes = { own: makeNotes().own, team: [] };
    return team;
  }
}
