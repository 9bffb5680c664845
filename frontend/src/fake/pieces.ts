import type { Milestone, State, Step } from '../lib/wire';
import { demoChanges, demoSteps, demoUntil } from './demo';
import { before, makeChange, makeRun, makeState, makeStep, minute, spent } from './make';

/** The clock of an onboarding that has just begun. */
export function start(): State['clock'] {
  return {
    now: before(0),
    elapsed_ms: 9000,
    spent: spent(9000),
    mode: 'hands_on',
    next: { name: 'machine-ready', title: 'Machine ready', left: 2, stage: '' },
  };
}

/** A step as it is before its work was done. */
export function open(id: string): Partial<Step> {
  return demoUntil(id).find((step) => step.id === id) ?? {};
}

/** Steps of the machine as they are when they hold, whatever is open before them. */
export function rest(...ids: string[]): Record<string, Partial<Step>> {
  return Object.fromEntries(
    demoSteps()
      .filter(({ id }) => ids.includes(id))
      .map((step) => [step.id, step]),
  );
}

/** The clone as it runs. */
export function running(): Record<string, Partial<Step>> {
  return {
    'clone-harbour': {
      attempts: 1,
      run: makeRun({
        id: 'r-running',
        title: 'Clone it',
        progress: {
          phase: 'Receiving objects',
          done: 2120,
          total: 5120,
          unit: 'items',
          bytes: 18_300_000,
          rate: 2_400_000,
          left: 11,
        },
      }),
    },
  };
}

/** The tests as they fail. */
export function testsFail(): Record<string, Partial<Step>> {
  return {
    'tests-pass': {
      status: 'failing',
      pending: false,
      code: 'run/failed',
      summary: 'go test ./... ended with exit status 1',
      needs: [],
      attempts: 1,
      failures: 1,
      spent: spent(30_000, 38_000),
      detail:
        '--- FAIL: TestBoard (0.00s)\n    board_test.go:31: two lamps are alike: "Ada" and "Grace"\nFAIL\nFAIL\tharbour\t0.012s',
      evidence: [
        { label: 'Command', value: 'go test ./...', code: true },
        { label: 'In', value: '~/firstlight/harbour', code: true },
      ],
    },
  };
}

export function milestones(): Milestone[] {
  const rows: [string, string, number][] = [
    ['machine-ready', 'Machine ready', 12],
    ['code-cloned', 'Code cloned', 13],
    ['tests-pass', 'Tests pass', 15],
    ['services-healthy', 'Services healthy', 48],
    ['first-commit', 'First commit', 180],
    ['first-push', 'First push', 192],
  ];
  return rows.map(([name, title, minutes]) => ({
    name,
    title,
    at: before((200 - minutes) * minute),
    elapsed_ms: minutes * minute,
    spent: spent(
      minutes * minute * 0.33,
      minutes * minute * 0.12,
      minutes * minute * 0.03,
      minutes * minute * 0.52,
    ),
  }));
}

/** The milestones, of which so many were reached. */
export function milestonesUntil(count: number): Milestone[] {
  return milestones().map((each, i) =>
    i < count ? each : { ...each, at: '', elapsed_ms: 0, spent: spent() },
  );
}

/** What is asked for again once some commands are others. */
export function changedApproval(): State['approval'] {
  const [identity, clone, tests, build, service, ...others] = demoChanges().map((change) => ({
    ...change,
    kind: 'same',
  }));
  return {
    needed: true,
    first: false,
    hash: 'a2',
    changes: [
      ...(identity && clone ? [identity, clone] : []),
      ...(tests
        ? [
            {
              ...tests,
              kind: 'changed',
              before: tests.text,
              text: 'go vet ./...\ngo test -race ./...\n(in harbour)',
            },
          ]
        : []),
      ...(build && service ? [build, service] : []),
      makeChange('service', 'fix', 'docker compose --file harbour/compose.yaml down --volumes'),
      ...others,
      makeChange('seed', 'fix', 'make seed\n(in harbour)', { kind: 'removed' }),
    ],
  };
}

export function manySteps(): Step[] {
  const states: Partial<Step>[] = [
    { status: 'failing', summary: 'It is not there' },
    { status: 'unknown', summary: 'No answer within 10s' },
    { status: 'blocked', summary: 'Waits for: Step 301' },
    { status: 'failing', pending: true, summary: 'Not done yet' },
    { status: 'muted', summary: 'Muted: not used in this team' },
    { status: '', summary: '' },
  ];
  return Array.from({ length: 500 }, (_, i) =>
    makeStep({
      id: `step-${i + 1}`,
      title: `Step ${i + 1}: a claim about this machine`,
      stage: `Stage ${Math.floor(i / 25) + 1}`,
      summary: 'It holds',
      spent: spent(i * 700),
      ...(i < 300 ? {} : states[i % states.length]),
    }),
  );
}

/** What many steps need: each the one before it in threes, and each stage the first step of the one before. */
export function manyNeeds(): Record<string, string[]> {
  return Object.fromEntries(
    manySteps().map(({ id }, i) => [
      id,
      i % 25 === 0 ? [`step-${i - 24}`] : i % 3 === 0 ? [] : [`step-${i}`, `step-${i - (i % 25) + 1}`],
    ]),
  );
}

/** Many steps, of which three are being fixed. */
export function busySteps(): Step[] {
  return manySteps().map((step, i) => {
    if (i < 300 || i >= 303) return step;
    const run = makeRun({ id: `r-busy-${i - 300}`, title: `Mend step ${i + 1}`, mine: true });
    return { ...step, status: 'failing', summary: 'It is not there', attempts: 1, run };
  });
}

const longTitle =
  'The reconciliation-service-integration-tests pass against the staging replica of the ledger database, with every feature flag of the current quarter switched on';
const longWord = 'com.example.payments.reconciliation.ledger.integration.StagingReplicaFeatureFlagMatrixTest';

export function longSteps(): Step[] {
  return demoUntil('docker').map((step, i) => ({
    ...step,
    title: i % 2 === 0 ? longTitle : longWord,
    stage: `${step.stage} and everything that the regional compliance programme asks of it`,
    summary: `${step.summary}; ${longTitle}`,
    evidence: [
      { label: 'Looked for in the folder of', value: `/opt/${longWord}/${longWord}/${longWord}`, code: true },
      { label: 'Found', value: longTitle },
    ],
    fixes: step.fixes.map((fix) => ({
      ...fix,
      title: longTitle,
      commands: [`install --from https://example.com/${longWord}/${longWord} --into /opt/${longWord}`],
    })),
  }));
}

/** A journey whose name is long. */
export function longJourney(): State['journey'] {
  return {
    ...makeState([]).journey,
    name: 'Reconciliation and ledger integration, backend and data',
    source: '/home/ada/src/github.com/example/onboarding/.firstlight/journey.yaml',
    tracks: ['backend', 'data'],
  };
}
