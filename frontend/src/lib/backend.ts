import * as App from '../../wailsjs/go/app/App';
import * as runtime from '../../wailsjs/runtime';
import type { Answers, Events, Output, State } from './wire';

/**
 * All that the interface asks of Firstlight. Calls are rejected with what
 * faultOf understands.
 */
export interface Backend {
  state(): Promise<State>;
  open(source: string, track: string): Promise<void>;
  approve(hash: string): Promise<void>;
  /** Looks again at a step, at every step when none is named. */
  check(step: string): Promise<void>;
  /** The exact commands of a fix for the answers given so far. */
  preview(step: string, fix: string, answers: Answers): Promise<string[]>;
  /** Starts a fix and returns the name of the run. */
  fix(step: string, fix: string, answers: Answers): Promise<string>;
  cancel(run: string): Promise<void>;
  /** A stretch of a run's output, from the line with that number on. */
  output(run: string, from: number): Promise<Output>;
  attest(step: string, note: string): Promise<void>;
  /** Tells that the person did something, looking at a step. */
  active(step: string): Promise<void>;
  /** Calls back at each event of that name until the returned function is called. */
  on<Name extends keyof Events>(name: Name, callback: (event: Events[Name]) => void): () => void;
  /** Puts a text on the clipboard. */
  copy(text: string): Promise<void>;
  /** Opens an address in the person's browser. */
  browse(url: string): void;
}

/** The Backend over the generated bindings, in the window and in a browser alike. */
export const backend: Backend = {
  state: App.State,
  open: App.Open,
  approve: App.Approve,
  check: App.Check,
  preview: App.Preview,
  fix: App.Fix,
  cancel: App.Cancel,
  output: App.Output,
  attest: App.Attest,
  active: App.Active,
  on: (name, callback) => runtime.EventsOn(name, callback),
  async copy(text) {
    if (!(await runtime.ClipboardSetText(text))) throw new Error('the clipboard did not take the text');
  },
  browse: runtime.BrowserOpenURL,
};
