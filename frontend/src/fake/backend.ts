import type { Backend, Format } from '../lib/backend';
import { stepOf, stepsOf } from '../lib/steps';
import type {
  Assumed,
  Choice,
  Events,
  Friction,
  Impact,
  Letter,
  LogPart,
  Notes,
  Offer,
  Opened,
  Pulse,
  Report,
  Sent,
  Services,
  Settings,
  State,
  Step,
  Taken,
  Telemetry,
  TelemetryPreview,
  TelemetrySent,
  Timeline,
  Usage,
  Wiped,
  Wiping,
  Word,
} from '../lib/wire';
import { ActedTeam, makeAssumed, makeNote } from './figures';
import { demoUntil } from './demo';
import { before, makeRun, makeState, minute } from './make';
import { choosing, makePreview, makeSettings, makeTelemetry } from './settings';
import { makeTimeline } from './timeline';
import { ActedLog, noServices, usageOf } from './services';

type Listeners = { [Name in keyof Events]: Set<(event: Events[Name]) => void> };

/**
 * A Backend that acts a scene, for tests and for development: what is started
 * prints and comes to hold, without a program being run.
 */
export class Fake implements Backend {
  /** What was called, in order. */
  readonly calls: string[] = [];
  /** The state that the page comes with. */
  withPage: State | undefined;
  /** Whether it was told that the journey is on the screen. */
  wasShown = false;
  readonly outputs = new Map<string, string[]>();
  /** What runs as services, and what each has printed by its ID. */
  running: Services = noServices;
  readonly logs = new Map<string, ActedLog>();
  /** The journeys that were opened before. */
  before: Opened[] = [
    { name: 'Harbour, the demo', source: 'demo', track: '', at: before(30 * minute) },
    { name: 'Payments backend', source: '~/src/payments', track: 'backend', at: before(300 * minute) },
    { name: '', source: 'https://github.com/acme/ledger', track: '', at: before(9000 * minute) },
  ];
  /** Those whose onboardings were imported. */
  team = new ActedTeam();
  readonly #listeners: Listeners = {
    changed: new Set(),
    output: new Set(),
    progress: new Set(),
    services: new Set(),
    log: new Set(),
    word: new Set(),
    sought: new Set(),
    leaving: new Set(),
  };

  constructor(public current: State) {}

  first = (): State | undefined => this.withPage;

  state = (): Promise<State> => {
    const now = before(0);
    return Promise.resolve({ ...this.current, clock: { ...this.current.clock, now } });
  };

  open = (source: string, track: string): Promise<void> => {
    this.calls.push(`open ${source} ${track}`);
    if (source === 'demo') {
      if (this.current.choosing) this.update({ ...makeState(demoUntil('identity')) });
      return Promise.resolve();
    }
    return Promise.reject({
      code: 'not_found',
      message: `There is no journey at ${source}.`,
      hint: 'Name a journey file, the folder or the address of a repository, or demo.',
    });
  };

  chooseFolder = (): Promise<string> => {
    this.calls.push('choose folder');
    return Promise.resolve('/home/grace/payments');
  };

  chooseJourney = (): Promise<string> => {
    this.calls.push('choose journey');
    return Promise.resolve('/home/grace/journey.yaml');
  };

  opened = (): Promise<Opened[]> => Promise.resolve(this.before);

  approve = async (hash: string): Promise<void> => {
    this.calls.push(`approve ${hash}`);
    const { approval } = this.current;
    const changes = approval.changes
      .filter(({ kind }) => kind !== 'removed')
      .map((change) => ({ ...change, before: '', kind: 'same' }));
    const stages = this.current.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.map((step) => ({ ...step, waits_approval: false })),
    }));
    this.update({ stages, approval: { ...approval, needed: false, first: false, changes } });
  };

  check = async (step: string): Promise<void> => {
    this.calls.push(`check ${step}`);
    this.change(step, { observing: true });
    await pause(600);
    this.change(step, { observing: false, seen_at: before(0) });
  };

  preview = async (step: string, fix: string, answers: Record<string, string>): Promise<string[]> => {
    const found = stepOf(this.current, step)?.fixes.find(({ id }) => id === fix);
    return (found?.commands ?? []).map((command) =>
      (found?.inputs ?? []).reduce(
        (text, input) =>
          text.replace(
            `‹${input.label.toLowerCase()}›`,
            answers[input.name]?.trim() || `‹${input.label.toLowerCase()}›`,
          ),
        command,
      ),
    );
  };

  fix = async (step: string, fix: string, answers: Record<string, string>): Promise<string> => {
    this.calls.push(`fix ${step} ${fix} ${JSON.stringify(answers)}`);
    if (fix.includes('@')) return this.tend(fix);
    const chosen = stepOf(this.current, step)?.fixes.find(({ id }) => id === fix);
    const missing = chosen?.inputs.find(
      (input) => !input.long && !(answers[input.name] ?? input.default)?.trim(),
    );
    if (missing)
      throw {
        code: 'answer',
        message: `${missing.label} is needed.`,
        hint: missing.hint ?? '',
        input: missing.name,
      };
    const id = `r-${this.calls.length}`;
    this.change(step, {
      run: makeRun({ id, fix, title: chosen?.title ?? fix, began_at: before(0) }),
      attempts: 1,
    });
    void this.act(step, id, chosen?.commands ?? []);
    return id;
  };

  cancel = async (run: string): Promise<void> => {
    this.calls.push(`cancel ${run}`);
    const step = stepsOf(this.current).find((each) => each.run?.id === run);
    if (!step?.run) return;
    const reason = 'You cancelled it. The program and the 2 that it had started were ended.';
    this.change(step.id, { run: { ...step.run, outcome: 'cancelled', reason } });
  };

  answer = async (run: string, question: string, text: string): Promise<void> => {
    this.calls.push(`answer ${run} ${question} ${text}`);
    this.settle(run);
  };

  decline = async (run: string, question: string): Promise<void> => {
    this.calls.push(`decline ${run} ${question}`);
    this.settle(run);
  };

  output = async (run: string, from: number) => {
    const lines = (this.outputs.get(run) ?? []).slice(from, from + 2000);
    return { run, from, lines, next: from + lines.length };
  };

  attest = async (step: string, note: string): Promise<void> => {
    this.calls.push(`attest ${step} ${note}`);
    this.hold(step, { attested: true, note, summary: 'You said so' });
  };

  mute = async (step: string, reason: string, until: string): Promise<void> => {
    this.calls.push(`mute ${step} ${reason} ${until}`);
    if (reason === '')
      throw { code: 'answer', message: 'A mute needs a reason', hint: 'Say it in a few words.' };
    const mute = { reason, since: before(0), until: until && `${until}T23:59:59.000Z` };
    this.change(step, { status: 'muted', summary: `You muted this: ${reason}`, mute, fixes: [] });
  };

  unmute = async (step: string): Promise<void> => {
    this.calls.push(`unmute ${step}`);
    this.change(step, { status: 'failing', summary: 'It does not hold', mute: undefined });
  };

  request = async (step: string, fix: string, answers: Record<string, string>): Promise<string> => {
    this.calls.push(`request ${step} ${fix} ${JSON.stringify(answers)}`);
    return `Subject: ${fix} for ${step}`;
  };

  report = async (): Promise<Report> => ({
    files: [{ name: 'system.txt', text: 'Linux' }],
    text: '== system.txt ==\nLinux\n\n== findings.txt ==\nok       tool-git: Git 2.39.5\n',
  });

  saveReport = async (): Promise<string> => {
    this.calls.push('saveReport');
    return '~/.local/share/firstlight/reports/firstlight-report-20261124-101500.zip';
  };

  services = async (): Promise<Services> => this.running;

  serviceLog = async (
    step: string,
    name: string,
    number: number,
    from: number,
    count: number,
  ): Promise<LogPart> => this.logOf(`${step}/${name}/${number}`).part(from, count);

  searchServiceLog = async (step: string, name: string, number: number, text: string): Promise<number[]> =>
    this.logOf(`${step}/${name}/${number}`).search(text);

  serviceUsage = async (): Promise<Usage[]> => usageOf(this.running);

  /** What is chosen about Firstlight, and what may be sent. */
  chosen = makeSettings();
  sharing = makeTelemetry();

  settings = async (): Promise<Settings> => choosing(this.chosen, 'services.at-quit', this.running.at_quit);

  set = async (name: string, value: string): Promise<void> => {
    this.calls.push(`set ${name} ${value}`);
    if (name === 'proxy' && value.includes('@')) {
      throw {
        code: 'answer',
        message:
          'That cannot be the address of a proxy: there is a name or a password in it, and those are not kept on the disk',
        hint: 'Leave the setting empty, and set HTTPS_PROXY and HTTP_PROXY where your shell sets its environment; Firstlight goes by them.',
      };
    }
    this.chosen = choosing(this.chosen, name, value);
    if (name === 'services.at-quit') this.serve({ ...this.running, at_quit: value });
    this.update(name === 'theme' ? { theme: value } : {});
  };

  wiping = async (): Promise<Wiping> => ({
    folder: '~/.local/share/firstlight',
    bytes: 4_812_800,
    onboardings: 2,
    events: 1482,
    imported: 200,
    reports: 3,
    starts: true,
    workspace: '~/firstlight',
  });

  /** What cannot be forgotten. */
  stays: string[] = [];

  wipe = async (): Promise<Wiped> => {
    this.calls.push('wipe');
    return { folder: '~/.local/share/firstlight', left: this.stays };
  };

  keepExport = async (): Promise<string> => {
    this.calls.push('keepExport');
    return '~/firstlight-onboardings';
  };

  quit: (() => void) | undefined = () => this.calls.push('quit');

  showData = async (): Promise<void> => {
    this.calls.push('showData');
  };

  telemetry = async (): Promise<Telemetry> => this.sharing;

  previewTelemetry = async (allowed: string[]): Promise<TelemetryPreview> => makePreview(allowed);

  agreeTelemetry = async (token: string): Promise<void> => {
    this.calls.push(`agreeTelemetry ${token}`);
    const allowed = this.sharing.allowances
      .map(({ name }) => name)
      .filter((name) => token.split(' ').includes(name));
    this.sharing = { ...this.sharing, consent: 'yes', answered_at: before(0), allowed };
  };

  endTelemetry = async (): Promise<void> => {
    this.calls.push('endTelemetry');
    this.sharing = { ...this.sharing, consent: 'no', answered_at: before(0), waiting: [] };
  };

  sendTelemetry = async (): Promise<TelemetrySent> => {
    this.calls.push('sendTelemetry');
    const items = 11;
    this.sharing = {
      ...this.sharing,
      waiting: [],
      sent: this.sharing.sent + items,
      sent_at: before(0),
      said: '',
    };
    return { taken: 2, refused: 0, later: 0, items, rejected: 0, said: '' };
  };

  timeline = async (): Promise<Timeline> => makeTimeline(this.current);

  offers = async (): Promise<Offer[]> => this.team.offers;

  friction = async (of: Choice): Promise<Friction> => this.team.friction(of);

  /** What was assumed last. */
  kept = makeAssumed();

  assumed = async (): Promise<Assumed> => this.kept;

  assume = async (assumed: Assumed): Promise<void> => {
    this.calls.push('assume');
    this.kept = assumed;
  };

  impact = async (of: Choice, assumed: Assumed): Promise<Impact> => this.team.impact(of, assumed);

  saveFriction = async (_of: Choice, format: Format): Promise<string> =>
    `~/.local/share/firstlight/reports/firstlight-friction-20261124-101500.${format}`;

  saveImpact = async (_of: Choice, _assumed: Assumed, format: Format): Promise<string> =>
    `~/.local/share/firstlight/reports/firstlight-impact-20261124-101500.${format}`;

  import = async (paths: string[]): Promise<Taken> => {
    this.calls.push(`import ${paths.join(' ')}`);
    if (paths.some((path) => path.includes('broken'))) throw refusedFiles();
    const added = this.team.offers.length === 0 ? 200 : 0;
    this.team = new ActedTeam();
    return { added, grown: 0, doubled: 200 - added };
  };

  chooseOnboardings = async (folder: boolean): Promise<string[]> => {
    this.calls.push(`choose onboardings ${folder}`);
    return folder
      ? ['/home/grace/onboardings']
      : ['/home/grace/06b1v9r4kq8m2n3p.json', '/home/grace/06b1w2y5kq8m2n3q.json'];
  };

  notes = async (): Promise<Notes> => this.team.notes;

  /** What the person may be asked about. */
  due: Pulse | null = null;

  letterOf = (title: string, text: string): Letter => ({
    title,
    text,
    hash: `hash of ${text}`,
    to: 'The platform team',
    ways: [
      { by: 'issue', to: 'acme/onboarding' },
      { by: 'comment', to: 'an issue or a pull request that you name' },
      { by: 'mail', to: 'platform@acme.example' },
      { by: 'text', to: '#onboarding in the chat' },
    ],
  });

  helpLetter = async (step: string, words: string): Promise<Letter> => {
    const found = stepOf(this.current, step);
    return this.letterOf(
      `Stuck at “${found?.title ?? step}”`,
      `${words === '' ? '' : `${words}\n\n`}Failing: ${found?.summary ?? ''}\nTried: 2 times, both failed\nFirstlight 0.9, linux`,
    );
  };

  noteLetter = async (seq: number): Promise<Letter> => {
    const note = this.team.notes.own.find((own) => own.seq === seq);
    return this.letterOf(note?.thanks ? 'Thank you' : 'This hurt', note?.text ?? '');
  };

  #sent = (by: string): Sent => ({
    by: by as Sent['by'],
    page: by === 'issue' || by === 'comment' ? 'https://github.com/acme/onboarding/issues/12' : '',
    link: by === 'mail' ? 'mailto:platform@acme.example' : '',
  });

  askForHelp = async (step: string, words: string, by: string, hash: string): Promise<Sent> => {
    this.calls.push(`askForHelp ${step} ${by} ${words} ${hash}`);
    this.change(step, { stuck_at: before(0) });
    return this.#sent(by);
  };

  carryOn = async (step: string): Promise<void> => {
    this.calls.push(`carryOn ${step}`);
    this.change(step, { stuck_at: '' });
  };

  sendNote = async (seq: number, by: string, on: string, hash: string): Promise<Sent> => {
    this.calls.push(`sendNote ${seq} ${by} ${on} ${hash}`);
    return this.#sent(by);
  };

  pulseDue = async (): Promise<Pulse | null> => this.due;

  pulse = async (milestone: string, score: number, text: string): Promise<void> => {
    this.calls.push(`pulse ${milestone} ${score} ${text}`);
    this.due = null;
  };

  note = async (step: string, text: string, thanks: boolean): Promise<void> => {
    this.calls.push(`note ${step} ${text} ${thanks}`);
    const title = stepOf(this.current, step)?.title ?? '';
    const note = makeNote({ step, title, text, thanks, at: before(0) });
    this.team.notes = { ...this.team.notes, own: [note, ...this.team.notes.own] };
    this.update({});
  };

  noteLimit = async (): Promise<number> => 2000;

  takeBackNote = async (seq: number): Promise<void> => {
    this.calls.push(`takeBackNote ${seq}`);
    const { own } = this.team.notes;
    this.team.notes = { ...this.team.notes, own: own.filter((note) => note.seq !== seq) };
    this.update({});
  };

  shown = async (): Promise<void> => {
    this.wasShown = true;
  };

  active = async (step: string): Promise<void> => {
    this.calls.push(`active ${step}`);
  };

  copy = async (text: string): Promise<void> => {
    this.calls.push(`copy ${text}`);
  };

  /** Whether notifications can be shown, and what the person says when she is asked. */
  notifiable = true;
  consents = true;

  mayNotify = async (): Promise<boolean> => this.notifiable;

  askToNotify = async (): Promise<boolean> => {
    this.calls.push('askToNotify');
    return (this.notifiable = this.consents);
  };

  notify = async (word: Word): Promise<void> => {
    this.calls.push(`notify ${word.step} ${word.title}: ${word.text}`);
  };

  browse = (url: string): void => {
    this.calls.push(`browse ${url}`);
  };

  on = <Name extends keyof Events>(name: Name, callback: (event: Events[Name]) => void): (() => void) => {
    this.#listeners[name].add(callback);
    return () => void this.#listeners[name].delete(callback);
  };

  /** Sends an event to whoever listens. */
  send<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of this.#listeners[name]) listener(event);
  }

  /** Changes the state and tells of it. */
  update(part: Partial<State>): void {
    this.current = { ...this.current, ...part, seq: this.current.seq + 1 };
    this.send('changed', { seq: this.current.seq });
  }

  /** Changes what runs and tells of it. */
  serve(services: Services): void {
    this.running = services;
    this.send('services', {});
  }

  /** The log of a service. */
  logOf(id: string): ActedLog {
    const log = this.logs.get(id) ?? new ActedLog();
    this.logs.set(id, log);
    return log;
  }

  /** Has a service print lines. */
  log(id: string, ...lines: string[]): void {
    const log = this.logOf(id);
    for (const line of lines) log.print(line);
    this.send('log', { id, first: log.first, next: log.first + log.lines.length });
  }

  /** Changes one step, and with it what is next. */
  change(id: string, part: Partial<Step>): void {
    const changed = stepsOf(this.current).map((step) => (step.id === id ? { ...step, ...part } : step));
    const holding = new Set(changed.filter(({ status }) => status === 'ok').map((step) => step.id));
    const steps = changed.map((step) =>
      step.status === 'blocked' && step.needs.length > 0 && step.needs.every((need) => holding.has(need.id))
        ? { ...step, status: 'failing', pending: true, summary: 'Not done yet' }
        : step,
    );
    const { stages, current } = makeState(steps);
    const health = this.current.health.map((claim) => (claim.id === id ? { ...claim, ...part } : claim));
    this.update({ stages, current, health });
  }

  /** Has a step come to hold. */
  hold(id: string, part: Partial<Step> = {}): void {
    this.change(id, {
      status: 'ok',
      pending: false,
      evidence: [],
      detail: '',
      fixes: [],
      held_at: before(0),
      ...part,
    });
  }

  /** Has a run print a line. */
  print(run: string, ...lines: string[]): void {
    const all = this.outputs.get(run) ?? [];
    this.outputs.set(run, [...all, ...lines]);
    this.send('output', { run, from: all.length, lines, next: all.length + lines.length });
  }

  /** Takes back what a run asks. */
  private settle(run: string): void {
    const step = stepsOf(this.current).find((each) => each.run?.id === run);
    if (step?.run) this.change(step.id, { run: { ...step.run, question: undefined } });
  }

  /** Acts an act on a service: it runs for a moment. */
  private async tend(fix: string): Promise<string> {
    const id = `r-${this.calls.length}`;
    const [act, name] = fix.split('@');
    const change = (part: object) =>
      this.serve({
        ...this.running,
        groups: this.running.groups.map((group) => ({
          ...group,
          services: group.services.map((each) => (each.name === name ? { ...each, ...part } : each)),
        })),
      });
    const title = this.running.groups
      .flatMap(({ services }) => services.flatMap(({ acts }) => acts))
      .find((each) => each.id === fix)?.title;
    const run = makeRun({ id, use: 'tend', fix, title: title ?? fix, began_at: before(0) });
    change({ run });
    void pause(1500).then(() =>
      change({
        run: { ...run, outcome: 'done' },
        ...(act === 'stop' ? { mode: 'stopped', up: false } : { mode: 'healthy', up: true }),
      }),
    );
    return id;
  }

  private async act(step: string, run: string, commands: string[]): Promise<void> {
    for (const command of commands) this.print(run, `$ ${command}`);
    for (let done = 1; done <= 60; done++) {
      await pause(100);
      const now = stepOf(this.current, step)?.run;
      if (now?.id !== run || now.outcome !== '') return;
      this.print(run, `\u001b[32mok\u001b[0m   part ${done} of 60`);
      this.send('progress', { run, step, progress: { phase: 'Working', done, total: 60, unit: 'items' } });
    }
    const last = stepOf(this.current, step)?.run;
    this.hold(step, { summary: 'It holds now', run: last && { ...last, outcome: 'done' } });
  }
}

/** What is said of files that are no onboardings. */
export function refusedFiles() {
  const problem = (file: string, line: number, text: string) => ({
    file,
    line,
    column: 0,
    path: '',
    problem: text,
  });
  return {
    code: 'invalid',
    message: 'Nothing was imported, since not every file is an onboarding that can be used',
    hint: 'Take out the files named, or ask whoever sent them to export them again.',
    problems: [
      problem('/home/grace/broken/a.json', 41, 'the event is older than the one before it'),
      problem('/home/grace/broken/b.json', 0, 'it is not an onboarding that firstlight export wrote'),
    ],
  };
}

/** Ends after a while. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
