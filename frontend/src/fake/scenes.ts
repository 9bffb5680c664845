import type { Milestone, State, Step } from '../lib/wire';
import { demoChanges, demoSteps, demoUntil, needing } from './demo';
import { drifted, healthClaims, well } from './health';
import { before, makeChange, makeQuestion, makeRun, makeState, makeStep, minute, spent } from './make';

/** The states that the interface is looked at in while it is developed, by name. */
export const scenes: Record<string, () => State> = {
  welcome: () => makeState([], { choosing: true }),
  'welcome-browser': () => makeState([], { choosing: true, chooses: false }),

  fresh: () =>
    makeState(
      demoUntil('clone-harbour', {
        identity: open('identity'),
      }).map((step) => ({ ...step, spent: spent() })),
      {
        approval: { needed: true, first: true, hash: 'a1', changes: demoChanges() },
        clock: start(),
      },
    ),

  identity: () => makeState(demoUntil('identity', rest('disk', 'docker', 'port-18080')), { clock: start() }),

  docker: () =>
    makeState(demoUntil('docker', rest('port-18080')), {
      notices: ['Some changes are noticed a few seconds late: the folder is on a network drive.'],
    }),

  one: () => makeState(demoUntil('docker').filter(({ id }) => id === 'docker')),

  trouble: () => makeState(demoUntil('docker', rest('port-18080')), { health: healthClaims() }),

  busy: () => makeState(busySteps(), { health: healthClaims() }),

  services: () => makeState(demoSteps()),
  'services-loading': () => makeState(demoSteps()),
  'services-error': () => makeState(demoSteps()),
  'services-many': () => makeState(demoSteps()),
  'services-offline': () => makeState(demoSteps()),
  'services-slow': () => makeState(demoSteps()),
  'services-one': () => makeState(demoSteps()),
  'services-elsewhere': () =>
    makeState(
      demoUntil('service', {
        service: {
          status: 'failing',
          pending: false,
          needs: [],
          code: 'compose/elsewhere',
          summary: 'harbour was started from another folder, so it is not this code that runs',
        },
      }),
    ),
  'services-none': () => makeState(demoUntil('clone-harbour')),
  'services-fresh': () => makeState(demoUntil('service')),
  'services-missing': () => makeState(demoUntil('clone-harbour')),
  'services-away': () => makeState(demoUntil('docker')),

  settings: () => makeState(demoUntil('commit')),
  'settings-shared': () => makeState(demoUntil('commit')),
  'settings-home': () => makeState(demoUntil('commit')),
  'settings-error': () => makeState(demoUntil('commit')),
  'settings-left': () => makeState(demoUntil('commit')),
  'settings-unsent': () => makeState(demoUntil('commit')),
  'settings-not-allowed': () => makeState(demoUntil('commit')),
  leaving: () => makeState(demoUntil('commit')),

  figures: () => makeState(demoUntil('commit')),
  'figures-none': () => makeState(demoUntil('commit')),
  'figures-one': () => makeState(demoUntil('commit')),
  'figures-loading': () => makeState(demoUntil('commit')),
  'figures-error': () => makeState(demoUntil('commit')),
  'figures-offline': () => makeState(demoUntil('commit')),
  'figures-many': () => makeState(manySteps()),

  map: () => makeState(needing(demoUntil('docker', rest('port-18080'))), { milestones: milestonesUntil(0) }),
  'map-many': () => makeState(needing(manySteps(), manyNeeds()), { milestones: milestonesUntil(0) }),
  'map-long': () => makeState(needing(longSteps()), { milestones: milestonesUntil(2) }),
  'map-done': () => makeState(needing(demoSteps()), { milestones: milestonesUntil(6) }),

  clone: () => makeState(demoUntil('clone-harbour')),

  running: () => makeState(demoUntil('clone-harbour', running())),

  question: () =>
    makeState(
      demoUntil('clone-harbour', {
        'clone-harbour': {
          run: makeRun({
            id: 'r-question',
            title: 'Clone harbour',
            question: makeQuestion({
              id: 'q-1',
              kind: 'confirm',
              title: 'Is this really git.example.com?',
              text: 'You have never reached this server from here, so its key is not known yet. Compare the fingerprint with the one that its owner publishes.',
              accept: 'Trust this key',
              facts: [
                { label: 'Server', value: 'git.example.com', code: true },
                {
                  label: 'Fingerprint',
                  value: 'SHA256:uNiVztksCsDhcc0u9e8BrqXVfUhvqj2gu7kFZ0Wk1Zk',
                  code: true,
                },
              ],
            }),
          }),
        },
      }),
    ),

  device: () =>
    makeState(
      demoUntil('clone-harbour', {
        'clone-harbour': {
          run: makeRun({
            id: 'r-device',
            title: 'Sign in to github.com',
            question: makeQuestion({
              id: 'q-2',
              kind: 'await',
              title: 'Enter this code on github.com',
              text: 'The page asks whether Firstlight may act for you, and names what it may do.',
              code: 'WDJB-MJHT',
              link: 'https://github.com/login/device',
            }),
          }),
        },
      }),
    ),

  stalled: () => makeState(demoUntil('clone-harbour', running())),

  early: () =>
    makeState(
      demoUntil('service', {
        service: {
          status: 'ok',
          needs: [],
          summary: 'harbour is healthy, and http://127.0.0.1:18080/ answers',
          since: before(1000),
          run: makeRun({
            id: 'r-early',
            title: 'Build and start the services',
            began_at: before(40_000),
            progress: { phase: 'Waiting for harbour to be healthy', done: 0, total: 0, unit: 'items' },
          }),
        },
      }),
      { current: 'service' },
    ),

  elsewhere: () =>
    makeState(
      demoUntil('clone-harbour', {
        'clone-harbour': {
          run: makeRun({ id: 'r-other', title: 'Clone it', mine: false, began_at: before(70_000) }),
        },
      }),
    ),

  failed: () =>
    makeState(
      demoUntil('docker', {
        ...rest('port-18080'),
        docker: {
          ...open('docker'),
          attempts: 2,
          failures: 2,
          spent: spent(4 * minute, 95_000, 0, 12 * minute),
          run: makeRun({
            id: 'r-failed',
            title: 'Install Docker with apt',
            outcome: 'failed',
            reason:
              'apt-get ended with exit status 100: it could not lock /var/lib/dpkg/lock-frontend, which another installer holds. Wait until that one has ended, then run this again.',
          }),
        },
      }),
    ),

  cancelled: () =>
    makeState(
      demoUntil('clone-harbour', {
        'clone-harbour': {
          attempts: 1,
          run: makeRun({
            id: 'r-cancelled',
            title: 'Clone it',
            outcome: 'cancelled',
            reason: 'You cancelled it. git and the 2 programs that it had started were ended.',
          }),
        },
      }),
    ),

  tests: () => makeState(demoUntil('tests-pass', testsFail())),

  commit: () =>
    makeState(
      demoUntil('commit', {
        commit: {
          status: 'failing',
          pending: true,
          needs: [],
          summary: 'No commit by you is on a branch of its own yet',
          evidence: [
            { label: 'Looked in', value: '~/firstlight/harbour', code: true },
            { label: 'Branch', value: 'main', code: true },
          ],
        },
      }),
      { clock: { ...makeState([]).clock, next: { name: 'first-commit', title: 'First commit', left: 1 } } },
    ),

  held: () => makeState(demoUntil('tests-pass', testsFail())),

  ask: () => makeState(demoUntil('ask-hello')),

  attested: () => makeState(demoSteps()),

  done: () =>
    makeState(demoSteps(), {
      onboarding: { id: 'onboarding-1', started_at: before(200 * minute), finished_at: before(minute) },
      milestones: milestones(),
      clock: {
        now: before(0),
        elapsed_ms: 192 * minute,
        spent: spent(64 * minute, 22 * minute, 6 * minute, 100 * minute),
        mode: '',
      },
    }),

  unknown: () =>
    makeState(
      demoSteps().map((step) => ({
        ...step,
        status: 'unknown',
        attested: false,
        note: '',
        code: 'check/timeout',
        summary: 'No answer within 10s',
        spent: spent(),
        evidence: [],
      })),
    ),

  unseen: () =>
    makeState(
      demoSteps().map((step) => ({
        ...step,
        status: '',
        observing: true,
        summary: '',
        seen_at: '',
        evidence: [],
        spent: spent(),
      })),
      { clock: start() },
    ),

  blocked: () => makeState(demoUntil('docker', rest('port-18080')), { current: 'service' }),

  changed: () =>
    makeState(demoUntil('build', { build: { status: 'blocked' } }), { approval: changedApproval() }),

  'approve-many': () =>
    makeState(manySteps(), {
      approval: {
        needed: true,
        first: true,
        hash: 'a3',
        changes: manySteps().map(({ id }, i) => makeChange(id, 'check', `make -C services/${id} check-${i}`)),
      },
    }),

  offline: () => makeState(demoUntil('docker', rest('port-18080')), { health: healthClaims() }),

  three: () =>
    makeState(
      demoSteps()
        .slice(0, 2)
        .concat(demoUntil('docker').filter(({ id }) => id === 'docker')),
    ),

  many: () => makeState(manySteps()),

  long: () => makeState(longSteps(), { journey: longJourney() }),

  empty: () => makeState([]),

  health: () => makeState(demoUntil('clone-harbour'), { health: healthClaims() }),

  well: () => makeState(demoSteps(), { health: healthClaims().map((claim) => ({ ...claim, ...well })) }),

  drift: () => makeState(demoUntil('docker', { docker: drifted() }), { health: healthClaims() }),

  review: () =>
    makeState(
      demoUntil('commit', {
        commit: {
          title: 'Your pull request is approved',
          why: '',
          how: '',
          status: 'failing',
          pending: true,
          waiting: true,
          needs: [],
          fixes: [],
          summary: 'Your pull request waits for a review by grace',
          evidence: [
            { label: 'Pull request', value: '#41 Mend the horn', code: false },
            { label: 'Page', value: 'https://github.com/acme/harbour/pull/41', code: true },
          ],
        },
      }),
    ),

  firstlight: () =>
    makeState(
      demoUntil('commit', {
        commit: { status: 'failing', pending: true, needs: [], summary: 'No commit by you yet' },
      }),
      { milestones: milestonesUntil(4) },
    ),
};

function start(): State['clock'] {
  return {
    now: before(0),
    elapsed_ms: 9000,
    spent: spent(9000),
    mode: 'hands_on',
    next: { name: 'machine-ready', title: 'Machine ready', left: 2 },
  };
}

/** A step as it is before its work was done. */
function open(id: string): Partial<Step> {
  return demoUntil(id).find((step) => step.id === id) ?? {};
}

/** Steps of the machine as they are when they hold, whatever is open before them. */
function rest(...ids: string[]): Record<string, Partial<Step>> {
  return Object.fromEntries(
    demoSteps()
      .filter(({ id }) => ids.includes(id))
      .map((step) => [step.id, step]),
  );
}

function running(): Record<string, Partial<Step>> {
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

function testsFail(): Record<string, Partial<Step>> {
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

function milestones(): Milestone[] {
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
function milestonesUntil(count: number): Milestone[] {
  return milestones().map((each, i) =>
    i < count ? each : { ...each, at: '', elapsed_ms: 0, spent: spent() },
  );
}

function changedApproval(): State['approval'] {
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

function manySteps(): Step[] {
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
function manyNeeds(): Record<string, string[]> {
  return Object.fromEntries(
    manySteps().map(({ id }, i) => [
      id,
      i % 25 === 0 ? [`step-${i - 24}`] : i % 3 === 0 ? [] : [`step-${i}`, `step-${i - (i % 25) + 1}`],
    ]),
  );
}

/** Many steps, of which three are being fixed. */
function busySteps(): Step[] {
  return manySteps().map((step, i) => {
    if (i < 300 || i >= 303) return step;
    const run = makeRun({ id: `r-busy-${i - 300}`, title: `Mend step ${i + 1}`, mine: true });
    return { ...step, status: 'failing', summary: 'It is not there', attempts: 1, run };
  });
}

const longTitle =
  'The reconciliation-service-integration-tests pass against the staging replica of the ledger database, with every feature flag of the current quarter switched on';
const longWord = 'com.example.payments.reconciliation.ledger.integration.StagingReplicaFeatureFlagMatrixTest';

function longSteps(): Step[] {
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

function longJourney(): State['journey'] {
  return {
    ...makeState([]).journey,
    name: 'Reconciliation and ledger integration, backend and data',
    source: '/home/ada/src/github.com/example/onboarding/.firstlight/journey.yaml',
    tracks: ['backend', 'data'],
  };
}
