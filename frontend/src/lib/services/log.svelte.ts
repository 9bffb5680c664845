import type { Backend } from '../backend';
import { faultOf, type Fault } from '../fault';
import type { LogPart, Service } from '../wire';

/** The least time between two looks at a log that grows, in milliseconds. */
const lookEvery = 150;

/** The same for a log that runs past faster than anyone reads. */
const glanceEvery = 300;

/** How much longer than a look took is rested after it: a page that is busy looks less often. */
const restsFor = 3;

/** How often a log is asked for that does not grow, so that it is read on, in milliseconds. */
const askEvery = 3000;

const nothing: LogPart = { from: 0, lines: [], first: 0, next: 0, waits: false, settled: false };

/**
 * Chooses the key of the first row for one part of a log after another. A row moves
 * along with its line while somebody reads nearby; where most lines are others than
 * before, as at the end that is followed or after a jump, the rows stay and their words
 * change: to make them anew takes longer than all else that it does.
 */
export function keeper(): (part: LogPart, follows: boolean) => number {
  let first = 0;
  let before = nothing;
  return (part, follows) => {
    const moved = part.from - before.from;
    if (!follows && Math.abs(moved) < before.lines.length / 2) first += moved;
    before = part;
    return first;
  };
}

/**
 * The part of a service's log that is looked at. Firstlight keeps the log; only
 * what can be seen is asked for, one part at a time, so that a log that runs away
 * costs no more than one that creeps.
 */
export class LogFeed {
  part = $state.raw<LogPart>(nothing);
  fault = $state.raw<Fault>();

  #from = -1;
  #count = 60;
  #hold = false;
  #busy = false;
  #again = false;
  /** Says that the person looks elsewhere, which does not wait. */
  #urgent = false;
  #wake: () => void = () => undefined;
  #closed = false;
  #stops: (() => void)[];

  constructor(
    private readonly backend: Pick<Backend, 'serviceLog' | 'searchServiceLog' | 'on'>,
    private readonly service: Pick<Service, 'id' | 'step' | 'name' | 'number'>,
  ) {
    const ask = () => void this.#ask();
    const beat = setInterval(() => document.hidden || ask(), askEvery);
    this.#stops = [
      () => clearInterval(beat),
      backend.on('log', ({ id }) => {
        if (id === service.id && !document.hidden) ask();
      }),
      backend.on('changed', ({ seq }) => {
        if (seq === 0) ask();
      }),
    ];
    ask();
  }

  /** Stops listening. */
  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
  }

  /** Looks at so many lines before the end, and goes along with it. */
  follow(count: number): void {
    this.#want(-1, count, false);
  }

  /** Looks at lines from a number on, and keeps what is from hold on from going. */
  look(from: number, count: number): void {
    this.#want(from, count, true);
  }

  /** The numbers of the lines that contain a text. */
  search(text: string): Promise<number[]> {
    const { step, name, number } = this.service;
    return this.backend.searchServiceLog(step, name, number, text);
  }

  /** All the lines that are kept. */
  async whole(): Promise<string[]> {
    const { step, name, number } = this.service;
    const lines: string[] = [];
    for (let from = this.part.first; ;) {
      const part = await this.backend.serviceLog(step, name, number, from, 1000, true);
      lines.push(...part.lines.map((line) => line.text));
      from = part.from + part.lines.length;
      if (part.lines.length === 0 || from >= part.next) return lines;
    }
  }

  #want(from: number, count: number, hold: boolean): void {
    if (this.#from === from && this.#count === count && this.#hold === hold) return;
    this.#from = from;
    this.#count = count;
    this.#hold = hold;
    this.#urgent = true;
    this.#wake();
    void this.#ask();
  }

  /**
   * Waits until it is time for the next look after one that began at a time, or
   * until the person looks elsewhere.
   */
  #rest(began: number, least: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      // By the next frame what the look brought has been drawn.
      requestAnimationFrame((now) => setTimeout(resolve, Math.max(least, restsFor * (now - began))));
    });
  }

  async #ask(): Promise<void> {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    const { step, name, number } = this.service;
    while (this.#again && !this.#closed) {
      this.#again = this.#urgent = false;
      const began = performance.now();
      try {
        const part = await this.backend.serviceLog(step, name, number, this.#from, this.#count, this.#hold);
        const past = part.from >= this.part.next && this.part.next > 0;
        if (!this.#closed) this.part = part;
        this.fault = undefined;
        // What comes meanwhile is in the next look.
        if (!this.#urgent) await this.#rest(began, past ? glanceEvery : lookEvery);
      } catch (reason) {
        this.fault = faultOf(reason);
      }
    }
    this.#busy = false;
  }
}
