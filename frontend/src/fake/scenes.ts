import type { State } from '../lib/wire';
import { demoChanges, demoSteps, demoUntil, needing } from './demo';
import { drifted, healthClaims, well } from './health';
import { before, makeChange, makeQuestion, makeRun, makeState, minute, spent } from './make';
import {
  start,
  open,
  rest,
  running,
  testsFail,
  milestones,
  milestonesUntil,
  changedApproval,
  manySteps,
  manyNeeds,
  busySteps,
  longSteps,
  longJourney,
} from './pieces';

/** Every step held at the end. */
function done(): State {
  return makeState(demoSteps(), {
    onboarding: { id: 'onboarding-1', started_at: before(200 * minute), finished_at: before(minute) },
    milestones: milestones(),
    clock: {
      now: before(0),
      elapsed_ms: 192 * minute,
      spent: spent(64 * minute, 22 * minute, 6 * minute, 100 * minute),
      mode: '',
    },
  });
}

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

  docker: () => makeState(demoUntil('docker', rest('port-18080'))),

  noticed: () =>
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

  estimated: () =>
    makeState(
      demoUntil('build', {
        build: {
          status: 'failing',
          pending: true,
          summary: 'Not built yet',
          needs: [],
          run: makeRun({
            id: 'r-estimated',
            title: 'Build harbour',
            began_at: before(5000),
            usual: { took_ms: 12_000, runs: 1 },
          }),
        },
      }),
    ),

  overcome: () =>
    makeState(
      demoUntil('clone-harbour', {
        docker: {
          run: makeRun({
            id: 'r-overcome',
            title: 'Start Docker',
            outcome: 'failed',
            reason: 'It did not start',
          }),
        },
      }),
      { current: 'docker' },
    ),

  undone: () => makeState(demoUntil('service')),

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
      {
        clock: {
          ...makeState([]).clock,
          next: { name: 'first-commit', title: 'First commit', left: 1, stage: '' },
        },
      },
    ),

  held: () => makeState(demoUntil('tests-pass', testsFail())),

  ask: () => makeState(demoUntil('ask-hello')),

  attested: () => makeState(demoSteps()),

  done,
  'done-undone': done,

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
