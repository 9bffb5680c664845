import * as App from '../../wailsjs/go/app/App';
import * as runtime from '../../wailsjs/runtime';
import type {
  Answers,
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
  Output,
  Pulse,
  Report,
  Sent,
  Services,
  Settings,
  State,
  Taken,
  Telemetry,
  TelemetryPreview,
  TelemetrySent,
  Timeline,
  Usage,
  Wiped,
  Wiping,
  Word,
} from './wire';
import { words } from './words';

/** The forms in which figures are written. */
export type Format = 'html' | 'csv' | 'json';

/**
 * All that the interface asks of Firstlight. Calls are rejected with what
 * faultOf understands.
 */
export interface Backend {
  /** The state that came with the page, once; undefined where the page came alone. */
  first(): State | undefined;
  state(): Promise<State>;
  open(source: string, track: string): Promise<void>;
  /** The folder that the person chooses in the system's own dialog; empty for none. */
  chooseFolder(): Promise<string>;
  /** The journey file that the person chooses in the system's own dialog; empty for none. */
  chooseJourney(): Promise<string>;
  /** The journeys that the person opened on this machine before, the last one first. */
  opened(): Promise<Opened[]>;
  approve(hash: string): Promise<void>;
  /** Looks again at a step, at every step when none is named. */
  check(step: string): Promise<void>;
  /** The exact commands of a fix for the answers given so far. */
  preview(step: string, fix: string, answers: Answers): Promise<string[]>;
  /** Starts a fix and returns the name of the run. */
  fix(step: string, fix: string, answers: Answers): Promise<string>;
  cancel(run: string): Promise<void>;
  /** Answers what a run asks. */
  answer(run: string, question: string, text: string): Promise<void>;
  /** Says that what a run asks is not going to be answered. */
  decline(run: string, question: string): Promise<void>;
  /** A stretch of a run's output, from the line with that number on. */
  output(run: string, from: number): Promise<Output>;
  attest(step: string, note: string): Promise<void>;
  /** Has the person not be told of a claim, until the end of a day such as "2027-01-31" or for good. */
  mute(step: string, reason: string, until: string): Promise<void>;
  unmute(step: string): Promise<void>;
  /** A message to an administrator that asks for a fix to be run. */
  request(step: string, fix: string, answers: Answers): Promise<string>;
  /** What helps whoever looks into a fault, as it would be written. */
  report(): Promise<Report>;
  /** Writes the report and returns where it is. */
  saveReport(): Promise<string>;
  /** What the journey runs as services. */
  services(): Promise<Services>;
  /**
   * So many lines of a service's log, from that number on or, below zero, before
   * its end; hold keeps them for a while. It is read as long as it is asked for.
   */
  serviceLog(
    step: string,
    name: string,
    number: number,
    from: number,
    count: number,
    hold: boolean,
  ): Promise<LogPart>;
  /** The numbers of the lines of a service's log that contain a text. */
  searchServiceLog(step: string, name: string, number: number, text: string): Promise<number[]>;
  /** What the services of a step use of the machine now. */
  serviceUsage(step: string): Promise<Usage[]>;
  /** What may be chosen about Firstlight, and what was. */
  settings(): Promise<Settings>;
  /** Chooses the value of a setting, which holds at once. */
  set(name: string, value: string): Promise<void>;
  /** Opens the folder with what Firstlight keeps in the system's own file browser. */
  showData(): Promise<void>;
  /** What would be lost if everything was forgotten. */
  wiping(): Promise<Wiping>;
  /** Forgets everything. Nothing can be asked after it. */
  wipe(): Promise<Wiped>;
  /** Writes the onboarding into the person's home folder and returns where it is. */
  keepExport(): Promise<string>;
  /** Closes Firstlight; undefined in a browser, whose tab is the person's to close. */
  quit: (() => void) | undefined;
  /** What may be sent of the onboarding, where it goes and what became of it. */
  telemetry(): Promise<Telemetry>;
  /** Exactly what would be sent after a yes that allows what is named. */
  previewTelemetry(allowed: string[]): Promise<TelemetryPreview>;
  /** Says yes to the preview of that token. */
  agreeTelemetry(token: string): Promise<void>;
  /** Says no: nothing is sent any more, and what waits is given up. */
  endTelemetry(): Promise<void>;
  /** Sends everything that waits now. */
  sendTelemetry(): Promise<TelemetrySent>;
  /** The whole way of the onboarding on one axis of time. */
  timeline(): Promise<Timeline>;
  /** The journeys that imported onboardings are of, and what can be chosen among them. */
  offers(): Promise<Offer[]>;
  /** Where the people of imported onboardings lose their time. */
  friction(of: Choice): Promise<Friction>;
  /** What is assumed: what the person said last, or else what everybody begins with. */
  assumed(): Promise<Assumed>;
  /** Keeps what is assumed from now on. */
  assume(assumed: Assumed): Promise<void>;
  /** What the way was worth to the people of imported onboardings. */
  impact(of: Choice, assumed: Assumed): Promise<Impact>;
  /** Writes the figures and returns where they are. */
  saveFriction(of: Choice, format: Format): Promise<string>;
  saveImpact(of: Choice, assumed: Assumed, format: Format): Promise<string>;
  /** Takes in exported onboardings, files and folders of them: all or none. */
  import(paths: string[]): Promise<Taken>;
  /** The files, or the folder, of onboardings that the person chooses in the system's own dialog; none for none. */
  chooseOnboardings(folder: boolean): Promise<string[]>;
  /** What was said of steps, and whom people thanked. */
  notes(): Promise<Notes>;
  /** What whoever helps would be told of a step, and a note would be sent on as. */
  helpLetter(step: string, words: string): Promise<Letter>;
  noteLetter(seq: number): Promise<Letter>;
  /** Sends the letter of that hash, and counts the time as waiting from then on. */
  askForHelp(step: string, words: string, by: string, hash: string): Promise<Sent>;
  /** Says that help is not waited for any more. */
  carryOn(step: string): Promise<void>;
  sendNote(seq: number, by: string, on: string, hash: string): Promise<Sent>;
  /** The milestone that the person may be asked about; null for none. */
  pulseDue(): Promise<Pulse | null>;
  /** Answers how the way to a milestone went, from 1 to 5; 0 for rather not. */
  pulse(milestone: string, score: number, text: string): Promise<void>;
  /** Keeps a line about a step, or about the journey where none is named. */
  note(step: string, text: string, thanks: boolean): Promise<void>;
  /** The most characters that a note may have. */
  noteLimit(): Promise<number>;
  /** Takes back one of the person's own notes. */
  takeBackNote(seq: number): Promise<void>;
  /** Tells that the journey is on the screen, and what is work may begin. */
  shown(): Promise<void>;
  /** Tells that the person did something, looking at a step. */
  active(step: string): Promise<void>;
  /** Calls back at each event of that name until the returned function is called. */
  on<Name extends keyof Events>(name: Name, callback: (event: Events[Name]) => void): () => void;
  /** Puts a text on the clipboard. */
  copy(text: string): Promise<void>;
  /** Whether notifications can be shown. */
  mayNotify(): Promise<boolean>;
  /** Asks the person, where the browser or the system wants that, and returns what she said. */
  askToNotify(): Promise<boolean>;
  /** Shows a notification of the system's own. */
  notify(word: Word): Promise<void>;
  /** Opens an address in the person's browser. */
  browse(url: string): void;
}

/** Is fulfilled once the system was told that notifications may come. */
let ready: Promise<void> | undefined;

/** The Backend over the generated bindings, in the window and in a browser alike. */
export const backend: Backend = {
  first() {
    const block = document.getElementById('state');
    block?.remove();
    return block ? (JSON.parse(block.textContent) as State) : undefined;
  },
  state: App.State,
  open: App.Open,
  chooseFolder: () => App.ChooseFolder(words.dialog.repository),
  chooseJourney: () => App.ChooseJourney(words.dialog.journey),
  opened: App.Opened,
  approve: App.Approve,
  check: App.Check,
  preview: App.Preview,
  fix: App.Fix,
  cancel: App.Cancel,
  answer: App.Answer,
  decline: App.Decline,
  output: App.Output,
  attest: App.Attest,
  mute: App.Mute,
  unmute: App.Unmute,
  request: App.Request,
  report: App.Report,
  saveReport: App.SaveReport,
  services: App.Services,
  serviceLog: App.ServiceLog,
  searchServiceLog: App.SearchServiceLog,
  serviceUsage: App.ServiceUsage,
  settings: App.Settings,
  set: App.Set,
  showData: App.ShowData,
  wiping: App.Wiping,
  wipe: App.Wipe,
  keepExport: () => App.KeepExport(words.dialog.exports),
  get quit() {
    return 'Quit' in (window as unknown as { runtime: object }).runtime ? runtime.Quit : undefined;
  },
  telemetry: App.Telemetry,
  previewTelemetry: App.PreviewTelemetry,
  agreeTelemetry: App.AgreeTelemetry,
  endTelemetry: App.EndTelemetry,
  sendTelemetry: App.SendTelemetry,
  timeline: App.Timeline,
  offers: App.Offers,
  friction: App.Friction,
  assumed: App.Assumed,
  assume: App.Assume,
  impact: App.Impact,
  saveFriction: App.SaveFriction,
  saveImpact: App.SaveImpact,
  import: App.Import,
  chooseOnboardings: (folder) =>
    App.ChooseOnboardings(folder ? words.dialog.onboardingsFolder : words.dialog.onboardings, folder),
  notes: App.Notes,
  helpLetter: App.HelpLetter,
  noteLetter: App.NoteLetter,
  askForHelp: App.AskForHelp,
  carryOn: App.GoOn,
  sendNote: App.SendNote,
  pulseDue: App.PulseDue,
  pulse: App.Pulse,
  note: App.Note,
  noteLimit: App.NoteLimit,
  takeBackNote: App.TakeBackNote,
  shown: App.Shown,
  active: App.Active,
  on: (name, callback) => runtime.EventsOn(name, callback),
  async copy(text) {
    if (!(await runtime.ClipboardSetText(text))) throw new Error('the clipboard did not take the text');
  },
  mayNotify: () => runtime.CheckNotificationAuthorization(),
  askToNotify: () => runtime.RequestNotificationAuthorization(),
  async notify({ step, title, text }) {
    await (ready ??= runtime.InitializeNotifications().catch((reason: unknown) => {
      ready = undefined;
      throw reason;
    }));
    // The newest word of a step is the one that counts.
    await runtime.SendNotification({ id: step || 'firstlight', title, body: text, data: { step } });
  },
  browse: runtime.BrowserOpenURL,
};
