import { endStyle, plain, type Style } from './ansi';

interface Line {
  text: string;
  /** The style that the line begins in. */
  start: Style;
}

/** The lines of a run's output that are kept: the newest, up to a limit. */
export class Lines {
  #lines: Line[] = [];
  #first = 0;
  #style = plain;

  constructor(readonly limit = 100_000) {}

  /** The number of the oldest line that is kept. */
  get first(): number {
    return this.#first;
  }

  /** The number that the next line will have. */
  get next(): number {
    return this.#first + this.#lines.length;
  }

  /** How many lines are kept. */
  get count(): number {
    return this.#lines.length;
  }

  /**
   * Adds lines, the first of which has the number from; those that are here
   * already are left out. Reports false, and adds nothing, when lines before
   * them are missing.
   */
  append(from: number, texts: readonly string[]): boolean {
    if (from > this.next) return false;
    for (const text of texts.slice(this.next - from)) {
      this.#lines.push({ text, start: this.#style });
      this.#style = endStyle(text, this.#style);
    }
    const over = this.#lines.length - this.limit;
    // Lines go in large steps, so that a long run does not move the list at each line.
    if (over > 0) {
      const gone = Math.min(this.#lines.length, over + Math.floor(this.limit / 10));
      this.#lines.splice(0, gone);
      this.#first += gone;
    }
    return true;
  }

  /** Begins again at a later line, as those before it are no longer to be had. */
  skipTo(from: number): void {
    this.#lines = [];
    this.#first = from;
    this.#style = plain;
  }

  /** The kept lines from one place to another, counted from the oldest kept. */
  slice(from: number, to: number): readonly Line[] {
    return this.#lines.slice(from, to);
  }
}
