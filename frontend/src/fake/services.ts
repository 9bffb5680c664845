import type { LogLine, LogPart, Port, Service, ServiceGroup, Services, Usage } from '../lib/wire';
import { before, makeFix, minute } from './make';

/** A service of the step "service", from the parts that matter. */
export function makeService(part: Partial<Service> & { name: string }): Service {
  const { name, mode = 'healthy' } = part;
  const up = ['healthy', 'running', 'starting', 'ailing', 'elsewhere'].includes(mode);
  return {
    id: `service/${name}/1`,
    step: 'service',
    number: 1,
    called: name,
    container: mode === 'none' ? '' : `harbour-${name}-1`,
    mode,
    up,
    image: `harbour-${name}`,
    began_at: before(14 * minute),
    ended_at: up || mode === 'none' ? '' : before(2 * minute),
    restarts: 0,
    exit: 0,
    out_of_memory: false,
    ours: true,
    ports: [],
    reason: '',
    last: '',
    memory_limit: 0,
    cpu_limit: 0,
    acts: acts(name, mode),
    ...part,
  };
}

function acts(name: string, mode: string) {
  const compose = 'docker compose -f ~/firstlight/harbour/compose.yaml';
  const start = makeFix({
    id: `start@${name}`,
    title: `Start ${name}`,
    effect: `${name} runs again.`,
    commands: [`${compose} start --wait ${name}`],
  });
  if (mode === 'none') return [start];
  const running = [
    makeFix({
      id: `restart@${name}`,
      title: `Restart ${name}`,
      effect: `${name} ends and starts again; its data stays.`,
      commands: [`${compose} restart --no-deps ${name}`],
    }),
    makeFix({
      id: `stop@${name}`,
      title: `Stop ${name}`,
      effect: `${name} ends; its container and its data stay.`,
      commands: [`${compose} stop ${name}`],
      undo: `${compose} start ${name}`,
    }),
  ];
  return [
    ...(['stopped', 'failed', 'finished'].includes(mode) ? [start] : running),
    makeFix({
      id: `start-over@${name}`,
      title: `Start ${name} over with empty data`,
      effect: `${name} starts from nothing: the volume harbour_${name} is deleted with everything in it.`,
      destroys: [`the volume harbour_${name}`],
      undo: 'Nothing brings it back',
      commands: [
        `${compose} rm --stop --force --volumes ${name}`,
        `docker volume rm harbour_${name}`,
        `${compose} up --build --detach --wait --no-deps ${name}`,
      ],
    }),
  ];
}

/** A service that runs from another clone of the project. */
export function makeElsewhere(name: string): Service {
  return makeService({
    name,
    mode: 'elsewhere',
    reason: 'It was started from ~/review/harbour, so it is not this code that runs',
    acts: [],
    refusal: {
      reason: `${name} was started from another folder, ~/review/harbour, so it is that folder's to tend`,
      commands: [`docker restart harbour-${name}-1`, `docker stop harbour-${name}-1`],
    },
  });
}

export function makePort(part: Partial<Port> & { where: string }): Port {
  return { private: '8080/tcp', address: `http://${part.where}/`, ...part };
}

/** What may become of the services when Firstlight is closed. */
export const quitOptions = [
  { value: 'stay', title: 'keep running' },
  { value: 'stop', title: 'are stopped' },
];

/** What there is where a journey runs no services. */
export const noServices: Services = { groups: [], at_quit: 'stay', at_quit_options: quitOptions };

/** The services of one step. */
export function makeServices(services: Service[], part: Partial<ServiceGroup> = {}): Services {
  return {
    groups: [
      {
        step: 'service',
        title: 'Harbour is up and healthy',
        seen_at: before(0),
        away: '',
        problem: '',
        services,
        ...part,
      },
    ],
    at_quit: 'stay',
    at_quit_options: quitOptions,
  };
}

/** Services in every state that there is. */
export function manyServices(): Services {
  return makeServices([
    makeService({ name: 'web', ports: [makePort({ where: '127.0.0.1:18080' })] }),
    makeService({
      name: 'db',
      image: 'postgres:17',
      ports: [makePort({ where: '127.0.0.1:5432', private: '5432/tcp', address: '' })],
      memory_limit: 268_435_456,
    }),
    makeService({ name: 'cache', mode: 'running', image: 'redis:8', restarts: 2 }),
    makeService({
      name: 'search',
      mode: 'ailing',
      reason: 'curl: (7) Failed to connect to 127.0.0.1 port 9200 after 0 ms',
    }),
    makeService({
      name: 'payments',
      mode: 'failed',
      exit: 1,
      last: 'Error: DATABASE_URL is not set',
      known: {
        id: 'env/missing',
        cause: 'The service needs a variable that nobody has given it.',
        next: 'Give it a value in the file .env beside compose.yaml, and start the service again.',
        command: '',
        owner: '',
        docs: '',
      },
    }),
    makeService({ name: 'migrate', mode: 'finished' }),
    makeService({ name: 'mail', mode: 'starting', reason: '' }),
    makeService({ name: 'queue', mode: 'restarting', exit: 137, restarts: 7 }),
    makeService({ name: 'metrics', mode: 'stopped' }),
    makeService({ name: 'reports', mode: 'none' }),
    makeService({
      name: 'legacy',
      mode: 'running',
      ours: false,
      acts: [],
      refusal: {
        reason: 'Firstlight did not start legacy, so it does not stop or remove it',
        commands: [
          'docker compose -f ~/firstlight/harbour/compose.yaml restart legacy',
          'docker compose -f ~/firstlight/harbour/compose.yaml stop legacy',
        ],
      },
    }),
    makeService({ name: 'a-service-with-a-name-that-goes-on-for-long', mode: 'healthy' }),
  ]);
}

/** More services than anybody looks at. */
export function countlessServices(): Services {
  const modes = ['healthy', 'running', 'failed', 'stopped', 'none', 'starting'];
  return makeServices(
    Array.from({ length: 500 }, (_, i) =>
      makeService({ name: `service-${i + 1}`, mode: modes[i % modes.length] ?? '' }),
    ),
  );
}

/** A log that is kept up to a limit, as Firstlight keeps it. */
export class ActedLog {
  lines: LogLine[] = [];
  first = 0;

  constructor(readonly limit = 10_000) {}

  print(text: string, part: Partial<LogLine> = {}): void {
    this.lines.push({ text, at: before(0), wrong: false, mark: false, ...part });
    const over = this.lines.length - this.limit;
    if (over > 0) {
      this.lines.splice(0, over);
      this.first += over;
    }
  }

  part(from: number, count: number): LogPart {
    const next = this.first + this.lines.length;
    const start = Math.min(Math.max(from < 0 ? next - count : from, this.first), next);
    const lines = this.lines.slice(start - this.first, start - this.first + count);
    return { from: start, lines, first: this.first, next, waits: false, settled: true };
  }

  search(text: string): number[] {
    return this.lines.flatMap((line, i) =>
      line.text.toLowerCase().includes(text.toLowerCase()) ? [this.first + i] : [],
    );
  }
}

/** What running services use, a little different each time. */
export function usageOf(services: Services): Usage[] {
  return services.groups
    .flatMap((group) => group.services)
    .filter(({ up }) => up)
    .map(({ id }, i) => ({
      id,
      cpu: 0.004 * (i + 1) + Math.random() * 0.01,
      memory: 24_000_000 * (i + 1) + Math.round(Math.random() * 1e6),
    }));
}
