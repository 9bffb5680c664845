import { on } from 'svelte/events';
import { Asked } from './asked.svelte';
import type { Backend } from './backend';
import { ticked } from './clock';
import { faultOf, type Fault } from './fault';
import { forgetAll, recall, remember } from './memory';
import { afterPaint } from './paint';
import { aside, claimsOf, holds, stepOf, stepsOf } from './steps';
import { millis } from './time';
import type { Answers, Milestone, Progress, Services, State, Step, Wiped, Word } from './wire';

/** How often the figures are asked for again when nothing has changed, in milliseconds. */
const refreshEvery = 30_000;

/** How long the connection may be away before it is said to be lost, in milliseconds. */
const lostAfter = 1500;

/** The pages aside from the journey. */
export type Aside = 'health' | 'services' | 'map' | 'timeline' | 'notes' | 'friction' | 'impact' | 'settings';

/** What the main part of the window shows. */
export type View =
  | { kind: 'step'; step: Step }
  | { kind: 'approval' }
  | { [Page in Aside]: { kind: Page } }[Aside]
  | { kind: 'finish' }
  | { kind: 'empty' };

/** What a person has said of the fixes of a step, and not had done yet. */
export interface Draft {
  /** The fix that she chose; empty while it is the first. */
  chosen: string;
  /** Her answers, by fix. */
  answers: Record<string, Answers>;
}

/** How many milestones were reached. */
const reached = (of: State | undefined) => of?.milestones.filter(({ at }) => at !== '').length ?? 0;

/** What the person may be asked about: the milestones that were reached, and what holds of the way. */
const askable = (of: State | undefined) =>
  of && [reached(of), ...stepsOf(of).map((step) => holds(step) && step.id)].join();

/**
 * What the window knows: the state as Firstlight last told it, and where the
 * person is looking. It decides nothing about the onboarding itself.
 */
export class Session {
  state = $state.raw<State>();
  /** Why there is no state, when loading it failed. */
  fault = $state.raw<Fault>();
  online = $state(true);
  /** The present moment on the clock of performance.now, to the second. */
  tick = $state(performance.now());
  /** How far each run has come, by its name. */
  progress = $state.raw<Record<string, Progress>>({});
  /** The milestone to be celebrated now. */
  celebrated = $state.raw<Milestone>();
  /** What the journey runs as services, once that is known. */
  services = $state.raw<Services>();
  /** Why nothing is known of them, when asking for them failed. */
  unseen = $state.raw<Fault>();
  /** The service that the person looks at, and the act on it that she is about to consent to. */
  service = $state('');
  proposed = $state('');
  /** The way to put a step right that is to be chosen where that step is shown. */
  way = $state.raw<{ step: string; fix: string }>();
  /** The setting that the person is led to on its page, by name, until she is there. */
  setting = $state('');
  /** The journey that another window opened, until the person has read that this one shows it too. */
  turned = $state('');
  /** What became of everything, once it was forgotten. */
  wiped = $state.raw<Wiped>();
  /** Says that Firstlight is about to close, once the services have stopped. */
  leaving = $state(false);
  /**
   * Says that single keys are shortcuts. What is remembered waits for the disk: it is read when somebody asks, not
   * while the window opens.
   */
  singleKeys = $derived(recall('single-keys') !== 'off');
  /** The notices that the person has read. */
  #read = $state.raw<readonly string[]>([]);
  /** What a screen reader is told next. */
  said = $state('');

  /** The step that the person chose; undefined while the window goes along with what is next. */
  #chosen = $state<string>();
  /** The step that the window has come to by going along. */
  #along = $state('');
  /** The claims that came undone and were not shown since. */
  #undone = $state.raw<readonly string[]>([]);
  /** Says that the person opens a journey here. */
  #opening = false;
  #finish = $state(false);
  /** The page aside from the journey that is shown. */
  #aside = $state<'' | Aside>('');
  /** What the person has written for fixes that did not work yet, and the last one that had then ended, by step. */
  #drafts: Record<string, Draft & { after: string }> = {};
  /** The hash that the person put off approving. */
  #postponed = $state('');
  #readAt = $state(performance.now());
  #lostAt = $state(0);
  #loading: Promise<void> | undefined;
  #again = false;
  #seeing = false;
  #servicesDue = false;

  readonly view = $derived.by((): View | undefined => {
    const state = this.state;
    if (!state) return undefined;
    if (state.approval.needed && state.approval.hash !== this.#postponed) return { kind: 'approval' };
    if (this.#aside !== '') return { kind: this.#aside };
    const chosen = this.#chosen === undefined ? undefined : stepOf(state, this.#chosen);
    if (chosen && !this.#finish) return { kind: 'step', step: chosen };
    const next = stepOf(state, this.#along);
    if (next && !this.#finish) return { kind: 'step', step: next };
    return stepsOf(state).length > 0 ? { kind: 'finish' } : { kind: 'empty' };
  });

  /** The claims that came undone while the person looked elsewhere, each until she looks at it or it holds again. */
  readonly undone = $derived.by(() =>
    this.#undone
      .map((id) => this.state && stepOf(this.state, id))
      .filter((claim) => claim !== undefined)
      .filter((claim) => claim.drift && !holds(claim)),
  );

  /** The notices that the person has not read yet, and those that she has. */
  readonly notices = $derived.by(() => {
    const all = this.state?.notices ?? [];
    return {
      unread: all.filter((each) => !this.#read.includes(each)),
      read: all.filter((each) => this.#read.includes(each)),
    };
  });

  /** How long ago the state was read; without the connection, until it was lost. */
  readonly #later = $derived(Math.max(0, (this.online ? this.tick : this.#lostAt) - this.#readAt));

  /** The clock as it stands now. */
  readonly clock = $derived.by(() => {
    const clock = this.state?.clock;
    return clock && { ...clock, ...ticked(clock, this.#later) };
  });

  /** The present moment on Firstlight's own clock, in milliseconds. */
  readonly now = $derived(millis(this.state?.clock.now ?? '') + this.#later);

  /** What the person may be asked about the milestones that she has reached. */
  readonly asked: Asked;

  constructor(readonly backend: Backend) {
    this.asked = new Asked(
      () => this.backend.pulseDue(),
      () => this.state?.onboarding.id,
    );
    const first = backend.first();
    if (first) this.#take(first);
  }

  /** What the person chose and wrote for the fixes of a step before its form went, unless one of them has worked since. */
  draft(step: Step): Draft {
    const kept = this.#drafts[step.id];
    const { last_fix } = step;
    return kept && (last_fix?.outcome !== 'done' || last_fix.id === kept.after)
      ? kept
      : { chosen: '', answers: {} };
  }

  /** Keeps, until Firstlight ends, what the person chooses and writes for the fixes of a step, but no secret. */
  keepDraft(step: Step, { chosen, answers }: Draft) {
    const open: Record<string, Answers> = {};
    for (const { id, inputs } of step.fixes) {
      const said = Object.entries(answers[id] ?? {});
      open[id] = Object.fromEntries(
        said.filter(([name]) => inputs.some((i) => i.name === name && !i.secret)),
      );
    }
    this.#drafts[step.id] = { after: step.last_fix?.id ?? '', chosen, answers: open };
  }

  /** Begins to listen and to load; returns what ends it. */
  start(): () => void {
    const backend = this.backend;
    const refresh = () => void this.refresh();
    const seconds = setInterval(() => (this.tick = performance.now()), 1000);
    const figures = setInterval(() => document.hidden || refresh(), refreshEvery);
    let losing: ReturnType<typeof setTimeout>;
    const offline = () => {
      this.#lostAt = performance.now();
      clearTimeout(losing);
      losing = setTimeout(() => (this.online = false), lostAfter);
    };
    const online = () => {
      clearTimeout(losing);
      this.online = true;
      refresh();
    };
    const stops = [
      backend.on('changed', refresh),
      backend.on('progress', ({ run, progress }) => (this.progress = { ...this.progress, [run]: progress })),
      backend.on('services', () => void this.seeServices()),
      backend.on('changed', ({ seq }) => {
        // An event of no number says that some were missed.
        if (seq === 0) void this.seeServices();
      }),
      backend.on('leaving', ({ services }) => (this.leaving = services)),
      backend.on('word', (word) => this.#tell(word)),
      backend.on('sought', ({ step }) => {
        if (this.state && stepOf(this.state, step)) this.select(step);
      }),
      on(window, 'firstlight:offline', offline),
      on(window, 'firstlight:online', online),
      on(document, 'visibilitychange', refresh),
    ];
    // What came with the page may have changed before anybody listened.
    if (this.state) afterPaint(refresh);
    else refresh();
    return () => {
      clearInterval(seconds);
      clearInterval(figures);
      clearTimeout(losing);
      for (const stop of stops) stop();
    };
  }

  /** Asks for the state; however often it is called meanwhile, once more. */
  async refresh(): Promise<void> {
    this.#again = true;
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #load(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        this.#take(await this.backend.state());
      } catch (reason) {
        this.fault = faultOf(reason);
      }
    }
  }

  #take(state: State): void {
    const before = this.state;
    // Commands that change while the person is at work are announced, but do not take her page away.
    if (before && this.#chosen !== undefined && before.approval.hash !== state.approval.hash) {
      this.#postponed = state.approval.hash;
    }
    this.state = state;
    this.#read = this.notices.read;
    this.fault = undefined;
    this.#readAt = this.tick = performance.now();
    this.#celebrate(before, state);
    const another = before?.onboarding.id !== state.onboarding.id;
    // What was asked, said and chosen of one journey is nothing to the next.
    if (another) {
      this.asked.forget();
      this.#chosen = undefined;
      this.said = this.#along = '';
      this.#undone = [];
      this.#finish = false;
      if (before && !this.#opening && !state.choosing) this.turned = state.journey.name;
    } else this.#heed(before, state);
    this.#goAlong(before, state);
    if (reached(state) > 0 && (another || askable(state) !== askable(before))) void this.asked.see();
    const anew = another || before.journey.hash !== state.journey.hash;
    if (anew && !state.choosing) void this.seeServices();
    if (!before) afterPaint(() => void this.backend.shown().catch(() => undefined));
  }

  /** Goes along with what is next, but only forwards: what comes undone does not take the page away from her who reads. */
  #goAlong(before: State | undefined, state: State): void {
    const steps = stepsOf(state);
    const to = steps.findIndex(({ id }) => id === state.current);
    const next = steps[to];
    const goesOn = before?.onboarding.id === state.onboarding.id && !this.#opening;
    const finished = goesOn && this.#along === '';
    const at = finished ? steps.length : steps.findIndex(({ id }) => id === this.#along);
    const shown = steps[at];
    // What is new before a step that holds, or before the finish, comes next all the same.
    const back = next && to < at && ((shown && !holds(shown)) || next.held_at !== '');
    if (!back) this.#along = state.current;
    if (!back && next && this.#finish) {
      this.#finish = false;
      this.#chosen = undefined;
    }
    this.#see();
  }

  /** Notes what has come undone out of the person's sight. */
  #heed(before: State, state: State): void {
    const drifted = claimsOf(state).filter(({ drift }) => drift);
    const news = drifted.filter(({ id }) => this.#undone.includes(id) || !stepOf(before, id)?.drift);
    this.#undone = news.map(({ id }) => id);
    this.#see();
  }

  /** Notes that the person sees what is shown: what came undone there is no news to her. */
  #see(): void {
    const { view } = this;
    if (view?.kind === 'step') this.#undone = this.#undone.filter((id) => id !== view.step.id);
  }

  /** Tells the person where she looks, unless she looks here. */
  #tell(word: Word): void {
    if (!document.hidden && document.hasFocus()) return;
    // Where nothing can be shown she finds it when she comes back.
    this.backend.notify(word).catch(() => undefined);
  }

  /** Celebrates the first commit once, when it is reached while the window is open. */
  #celebrate(before: State | undefined, state: State): void {
    if (before?.onboarding.id !== state.onboarding.id) return;
    const commit = (of: State) => of.milestones.find(({ name, at }) => name === 'first-commit' && at !== '');
    const milestone = commit(state);
    const memory = `celebrated.${state.onboarding.id}`;
    if (!milestone || milestone.earlier || commit(before) || recall(memory)) return;
    remember(memory, milestone.at);
    this.celebrated = milestone;
  }

  /** Shows a step from now on, whatever is next. */
  select(id: string): void {
    this.#finish = false;
    this.#aside = '';
    this.#chosen = id;
    this.postpone();
  }

  /** Shows a step with one of its fixes chosen, for the person to read and consent to. */
  selectFix(step: string, fix: string): void {
    this.select(step);
    this.way = { step, fix };
  }

  /** Shows a page aside from the journey. */
  show(page: Aside): void {
    this.#aside = page;
    this.postpone();
  }

  /** Shows every claim about the machine at once. */
  showHealth(): void {
    this.show('health');
  }

  /** Shows the services; the one with that ID where it is named. */
  showServices(id = this.service): void {
    this.service = id;
    this.proposed = '';
    this.show('services');
  }

  /** Shows the settings, and leads to the one of that name. */
  showSetting(name: string): void {
    this.setting = name;
    this.show('settings');
  }

  /** Shows what an act on a service would run, for the person to consent to. */
  propose(service: string, fix: string): void {
    this.showServices(service);
    this.proposed = fix;
  }

  /** Asks for the services; however often it is called meanwhile, once more. */
  async seeServices(): Promise<void> {
    this.#servicesDue = true;
    if (this.#seeing) return;
    this.#seeing = true;
    while (this.#servicesDue) {
      this.#servicesDue = false;
      try {
        this.services = await this.backend.services();
        this.unseen = undefined;
      } catch (reason) {
        // What is known of them stands.
        this.unseen = faultOf(reason);
      }
    }
    this.#seeing = false;
  }

  /** Stays at the step that is shown, as the person has begun to do something there. */
  stay(): void {
    if (this.view?.kind === 'step') this.#chosen ??= this.view.step.id;
  }

  /** Shows what is next: a step, or how it went. */
  goOn(): void {
    const next = this.state?.current ?? '';
    if (next !== '') return this.select(next);
    this.#aside = '';
    this.#finish = true;
    this.postpone();
  }

  /** Says that what is shown is aside from the way. */
  get aside(): boolean {
    return this.view?.kind === 'step' ? aside(this.view.step) : this.#aside !== '';
  }

  /** Shows the way again: the step that the person was at, or what is next. */
  goBack(): void {
    this.#aside = '';
    const chosen = this.state && stepOf(this.state, this.#chosen ?? '');
    if (chosen && aside(chosen)) this.#chosen = undefined;
    this.postpone();
  }

  /** Notes that the person has read a notice; one that goes and comes back is told anew. */
  noticed(notice: string): void {
    this.#read = [...this.notices.read, notice];
  }

  /** Has single keys be shortcuts, or not. */
  useSingleKeys(wanted: boolean): void {
    this.singleKeys = wanted;
    remember('single-keys', wanted ? 'on' : 'off');
  }

  /** Shows the commands that wait for approval. */
  review(): void {
    this.#postponed = '';
  }

  /** Leaves the commands that wait for approval as they are. */
  postpone(): void {
    this.#postponed = this.state?.approval.hash ?? '';
    this.#see();
  }

  /** Reports whether there is something to go on to from the step. */
  mayGoOn(step: Step): boolean {
    return holds(step) && this.state?.current !== step.id;
  }

  /** Has a screen reader say a sentence. */
  say(sentence: string): void {
    this.said = sentence;
  }

  async open(source: string, track: string): Promise<void> {
    this.#opening = true;
    try {
      await this.backend.open(source, track);
      this.#chosen = undefined;
      this.#finish = false;
      this.#aside = '';
      await this.refresh();
    } finally {
      this.#opening = false;
    }
  }

  async approve(): Promise<void> {
    await this.backend.approve(this.state?.approval.hash ?? '');
    await this.refresh();
  }

  async check(step: string): Promise<void> {
    await this.backend.check(step);
    await this.refresh();
  }

  async fix(step: string, fix: string, answers: Answers): Promise<void> {
    try {
      await this.backend.fix(step, fix, answers);
    } catch (reason) {
      if (faultOf(reason).code === 'needs_approval') return this.review();
      throw reason;
    }
    await this.refresh();
  }

  async cancel(run: string): Promise<void> {
    await this.backend.cancel(run);
    await this.refresh();
  }

  async answer(run: string, question: string, text: string): Promise<void> {
    await this.backend.answer(run, question, text);
    await this.refresh();
  }

  async decline(run: string, question: string): Promise<void> {
    await this.backend.decline(run, question);
    await this.refresh();
  }

  async mute(step: string, reason: string, until: string): Promise<void> {
    await this.backend.mute(step, reason, until);
    await this.refresh();
  }

  async unmute(step: string): Promise<void> {
    await this.backend.unmute(step);
    await this.refresh();
  }

  /** Chooses the value of a setting, which holds at once. */
  async set(name: string, value: string): Promise<void> {
    await this.backend.set(name, value);
    await this.refresh();
  }

  /** Forgets everything; nothing can be asked after it. */
  async wipe(): Promise<void> {
    const wiped = await this.backend.wipe();
    forgetAll();
    this.wiped = wiped;
  }

  async setAtQuit(choice: string): Promise<void> {
    await this.backend.set('services.at-quit', choice);
    await this.seeServices();
  }

  async attest(step: string, note: string): Promise<void> {
    await this.backend.attest(step, note);
    await this.refresh();
  }
}
