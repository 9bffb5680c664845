import { afterPaint } from './paint';

/** How many rows are shown at once: more than a window is high. */
const first = 60;

/**
 * How much of a table is made that nobody may want to see: nothing until somebody opens it, then as many rows as a
 * window may show, and the others once these are on the screen. It is made where a component is.
 */
export class Rows {
  open = $state(false);
  #all = $state(false);

  constructor() {
    $effect(() => {
      if (!this.open) return;
      let wanted = true;
      afterPaint(() => (this.#all = wanted));
      return () => (this.#all = wanted = false);
    });
  }

  /** How many rows there are to be now. */
  get most(): number {
    if (!this.open) return 0;
    return this.#all ? Infinity : first;
  }
}
