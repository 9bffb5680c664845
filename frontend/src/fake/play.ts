import type { Backend } from '../lib/backend';
import { Fake, pause } from './backend';
import { ActedTeam } from './figures';
import { drifted } from './health';
import { before, makeState, minute } from './make';
import { scenes } from './scenes';
import {
  countlessServices,
  makeElsewhere,
  makeService,
  makeServices,
  manyServices,
  noServices,
  usageOf,
} from './services';
import { choosing, makeSettings, makeTelemetry, sharedTelemetry } from './settings';
import { emptyTimeline } from './timeline';

/** The acted backend for a scene; one that is not known is refused by name. */
export function play(scene: string): Backend {
  const make = scenes[scene];
  if (!make && !['loading', 'error'].includes(scene)) throw new Error(`there is no scene “${scene}”`);
  const acted = new Fake(make ? make() : makeState([]));
  if (scene === 'loading') acted.state = () => new Promise(() => undefined);
  if (scene === 'error') {
    acted.state = () =>
      Promise.reject({
        code: 'invalid',
        message:
          'The journey cannot be read.\njourney.yaml:12:7: "vesion" is not known here. Did you mean "version"?',
        hint: 'Correct the file and try again. Nothing was recorded.',
      });
  }
  if (scene === 'running') void stream(acted);
  if (scene === 'undone' || scene === 'done-undone')
    setTimeout(
      () => acted.change('docker', { ...drifted(), status: 'failing', held_at: before(60 * minute) }),
      1000,
    );
  if (scene === 'trouble') {
    setTimeout(() => {
      acted.state = () => Promise.reject(lockedRecord());
      acted.update({});
    }, 200);
  }
  if (scene === 'busy') for (const run of ['r-busy-0', 'r-busy-1', 'r-busy-2']) chatter(acted, run);
  if (scene.startsWith('services')) serveScene(acted, scene);
  if (scene === 'figures-none') {
    acted.team = ActedTeam.empty();
    acted.timeline = () => Promise.resolve(emptyTimeline(acted.current));
  }
  if (scene === 'figures-many') acted.team = ActedTeam.many();
  if (scene === 'figures-one') acted.team = ActedTeam.one();
  if (scene === 'figures-loading') {
    acted.offers = () => new Promise(() => undefined);
    acted.notes = () => new Promise(() => undefined);
    acted.timeline = () => new Promise(() => undefined);
  }
  if (scene === 'figures-error') {
    acted.offers = () => Promise.reject(lockedRecord());
    acted.notes = () => Promise.reject(lockedRecord());
    acted.timeline = () => Promise.reject(lockedRecord());
  }
  if (scene === 'settings-shared') {
    acted.sharing = sharedTelemetry();
    acted.chosen = choosing(acted.chosen, 'proxy', 'http://proxy.acme.example:3128');
  }
  if (scene === 'settings-home') {
    acted.sharing = makeTelemetry({ destinations: [], attributes: [], steps: [] });
    acted.chosen = {
      ...makeSettings(),
      data: { ...makeSettings().data, folder: '/srv/firstlight', moved: true },
    };
  }
  if (scene === 'settings-error') {
    acted.settings = () => Promise.reject(lockedRecord());
    acted.telemetry = () => Promise.reject(lockedRecord());
  }
  if (scene === 'settings-left')
    acted.stays = ['What you signed in with is still in your keyring, under the name “firstlight”.'];
  if (scene === 'settings-unsent') acted.sendTelemetry = () => Promise.reject(lockedRecord());
  if (scene === 'settings-not-allowed') acted.notifiable = false;
  if (scene === 'leaving') setTimeout(() => acted.send('leaving', { services: true }), 400);
  if (scene === 'done') acted.due = { milestone: 'tests-pass', title: 'Tests pass' };
  if (scene === 'stalled') acted.outputs.set('r-running', ['$ git clone …', 'Cloning into harbour…']);
  if (scene === 'failed') acted.outputs.set('r-failed', aptOutput());
  if (scene === 'held')
    setTimeout(() => acted.hold('tests-pass', { summary: 'go test ./... succeeded in 4 s' }), 900);
  // Late enough that what moves then is not put down to the key that led to the page.
  if (scene.endsWith('offline')) setTimeout(() => window.dispatchEvent(new Event('firstlight:offline')), 900);
  if (scene === 'firstlight') setTimeout(() => reachFirstCommit(acted), 900);
  return acted;
}

function lockedRecord() {
  return {
    code: 'busy',
    message: 'Firstlight’s record is in use by another program',
    hint: 'Close whatever holds it open and try again.',
  };
}

async function stream(acted: Fake): Promise<void> {
  acted.outputs.set('r-running', [
    '$ git clone --progress embedded:harbour harbour',
    'Cloning into \u001b[1mharbour\u001b[0m…',
  ]);
  for (let i = 1; i < 5000; i++) {
    await pause(150);
    acted.print('r-running', `remote: \u001b[36mcounting\u001b[0m object ${i}, \u001b[32mdone\u001b[0m`);
    const done = Math.min(5120, 2120 + i * 25);
    const left = Math.ceil((5120 - done) / 280);
    const progress = {
      phase: 'Receiving objects',
      done,
      total: 5120,
      unit: 'items',
      bytes: done * 8600,
      rate: 2_400_000,
      left,
    };
    acted.send('progress', { run: 'r-running', step: 'clone-harbour', progress });
  }
}

/** Has a run print without end, some lines at a time. */
function chatter(acted: Fake, run: string): void {
  let i = 0;
  setInterval(() => acted.print(run, ...Array.from({ length: 8 }, () => logLine(++i))), 40);
}

/** Acts the services of a scene. */
function serveScene(acted: Fake, scene: string): void {
  if (scene === 'services-loading') acted.services = () => new Promise(() => undefined);
  if (scene === 'services-error') acted.services = () => Promise.reject(lockedRecord());
  acted.running = scene === 'services-many' ? countlessServices() : manyServices();
  if (scene === 'services-slow') {
    acted.running = makeServices([
      makeElsewhere('harbour'),
      makeService({ name: 'db', memory_limit: 268_435_456 }),
    ]);
    acted.serviceUsage = () => pause(900).then(() => usageOf(acted.running));
  }
  if (scene === 'services-one') acted.running = makeServices([makeService({ name: 'harbour' })]);
  if (scene === 'services-elsewhere') acted.running = makeServices([makeElsewhere('harbour')]);
  if (scene === 'services-none') acted.running = noServices;
  if (scene === 'services-fresh') {
    acted.running = makeServices(['web', 'db', 'cache'].map((name) => makeService({ name, mode: 'none' })));
  }
  if (scene === 'services-missing') acted.running = makeServices([], { problem: 'There is no compose.yaml' });
  if (scene === 'services-away') {
    acted.running = makeServices(manyServices().groups[0]?.services ?? [], {
      away: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock',
      seen_at: before(190_000),
    });
  }
  for (const service of acted.running.groups.flatMap((group) => group.services)) {
    // What has no container has printed nothing.
    if (scene === 'services-many' || service.mode === 'none') continue;
    const log = acted.logOf(service.id);
    for (let i = 1; i <= 400; i++)
      log.print(logLine(i), { at: before((400 - i) * 700), wrong: i % 23 === 0 });
    if (service.name === 'web') log.print('web was started again', { mark: true });
  }
  const prints = acted.running.groups.some((group) =>
    group.services.some(({ id, up }) => id === streaming && up),
  );
  if (!prints) return;
  let i = 400;
  setInterval(() => acted.log(streaming, ...Array.from({ length: 4 }, () => logLine(++i))), 120);
}

/** The service that prints for as long as it is looked at. */
const streaming = 'service/web/1';

function logLine(i: number): string {
  const took = (i * 37) % 900;
  return `\u001b[36m[${String(i).padStart(5, '0')}]\u001b[0m GET /lamps/${i % 40} \u001b[${took > 700 ? '33' : '32'}m${took > 700 ? 503 : 200}\u001b[0m in ${took} ms`;
}

function reachFirstCommit(acted: Fake): void {
  const { milestones, clock } = acted.current;
  const reached = { at: before(0), elapsed_ms: clock.elapsed_ms, spent: clock.spent };
  acted.current = {
    ...acted.current,
    milestones: milestones.map((each) => (each.name === 'first-commit' ? { ...each, ...reached } : each)),
  };
  acted.hold('commit', { summary: '3f1c2ab on my-lamp, by you' });
}

function aptOutput(): string[] {
  return [
    '$ apt-get install --yes docker.io',
    'Reading package lists…',
    'Building dependency tree…',
    '\u001b[33mWarning:\u001b[0m the package cache is 9 days old',
    '\u001b[1;31mE:\u001b[0m Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4121 (unattended-upgr)',
    '\u001b[1;31mE:\u001b[0m Unable to acquire the dpkg frontend lock, is another process using it?',
  ];
}
