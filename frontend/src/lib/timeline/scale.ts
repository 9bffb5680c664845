import type { TimelineInterval } from '../wire';

/** The part of the axis, in its own units, that a picture shows. */
export interface Range {
  from: number;
  to: number;
}

/** A pause that is folded: where it begins and ends in time, and where it begins on the axis. */
interface Fold {
  from: number;
  to: number;
  at: number;
}

/** The part of all time outside of pauses that a folded pause is as wide as, and that all of them are at the most. */
const narrow = 0.012;
const altogether = 0.2;

/**
 * An axis of time on which pauses may be folded to a narrow band. Its units are
 * milliseconds, but for the folded pauses, which are all of the same width.
 */
export class Axis {
  readonly length: number;
  readonly folds: readonly Fold[];
  /** How wide a folded pause is. */
  readonly width: number;

  constructor(length: number, pauses: readonly TimelineInterval[], folded: boolean) {
    const shown = folded ? pauses : [];
    const paused = shown.reduce((sum, pause) => sum + pause.to_ms - pause.from_ms, 0);
    this.width = Math.max(1, (length - paused) * Math.min(narrow, altogether / Math.max(1, shown.length)));
    let gone = 0;
    this.folds = shown.map(({ from_ms: from, to_ms: to }) => {
      const at = from - gone;
      gone += to - from - this.width;
      return { from, to, at };
    });
    this.length = Math.max(1, length - gone);
  }

  /** The place on the axis of a moment, in milliseconds since the beginning. */
  place(ms: number): number {
    const pause = last(this.folds, ({ from }) => from <= ms);
    if (!pause) return ms;
    if (ms >= pause.to) return pause.at + this.width + (ms - pause.to);
    return pause.at + (this.width * (ms - pause.from)) / (pause.to - pause.from);
  }

  /** The moment at a place of the axis. */
  moment(at: number): number {
    const pause = last(this.folds, (each) => each.at <= at);
    if (!pause) return at;
    if (at >= pause.at + this.width) return pause.to + (at - pause.at - this.width);
    return pause.from + ((pause.to - pause.from) * (at - pause.at)) / this.width;
  }
}

/** The last of which something is true, where it is true of the first ones only. */
function last(folds: readonly Fold[], is: (fold: Fold) => boolean): Fold | undefined {
  let low = 0;
  let high = folds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const fold = folds[middle];
    if (fold && is(fold)) low = middle + 1;
    else high = middle;
  }
  return folds[low - 1];
}

/** Where moments are drawn: a part of an axis over so many pixels. */
export class Scale {
  constructor(
    readonly axis: Axis,
    readonly range: Range,
    readonly width: number,
  ) {}

  /** The place in pixels of a moment, which may lie outside of the picture. */
  x(ms: number): number {
    const { from, to } = this.range;
    return ((this.axis.place(ms) - from) / (to - from)) * this.width;
  }
}

/** The least that can be looked at, in milliseconds. */
const closest = 5000;

/** A range that is so many times as wide, within the axis. */
export function zoomed(axis: Axis, range: Range, times: number): Range {
  const least = Math.min(closest, axis.length);
  const width = Math.min(axis.length, Math.max(least, (range.to - range.from) * times));
  return within(axis, (range.from + range.to - width) / 2, width);
}

/** A range moved by a part of its width, within the axis. */
export function shifted(axis: Axis, range: Range, part: number): Range {
  const width = range.to - range.from;
  return within(axis, range.from + part * width, width);
}

/** A range that shows what lies between two moments, with some room beside it. */
export function around(axis: Axis, from: number, to: number): Range {
  const low = axis.place(from);
  const high = axis.place(to);
  const room = Math.max((high - low) * 0.08, closest / 2);
  return within(axis, low - room, Math.min(axis.length, high - low + 2 * room));
}

function within(axis: Axis, from: number, width: number): Range {
  const at = Math.min(Math.max(0, from), axis.length - width);
  return { from: at, to: at + width };
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [1, 5, 15, 30]
  .map((count) => count * second)
  .concat([1, 5, 15, 30].map((count) => count * minute))
  .concat([1, 2, 6, 12].map((count) => count * hour))
  .concat([1, 2, 7, 14, 28].map((count) => count * day));

/** The moments to write along a scale, so many pixels apart at the least. */
export function ticks(scale: Scale, apart: number): { ms: number; x: number }[] {
  const { axis, range, width } = scale;
  const least = ((range.to - range.from) / Math.max(1, width)) * apart;
  const step = steps.find((each) => each >= least) ?? Math.ceil(least / (28 * day)) * 28 * day;
  const found: { ms: number; x: number }[] = [];
  const end = axis.moment(range.to);
  let ms = Math.ceil(axis.moment(range.from) / step) * step;
  while (ms <= end) {
    const at = ms;
    // What is folded has no room for words.
    const fold = axis.folds.find(({ from, to }) => from < at && at < to);
    if (fold) {
      ms = Math.ceil(fold.to / step) * step;
      continue;
    }
    const x = scale.x(ms);
    if (x - (found.at(-1)?.x ?? -Infinity) >= apart) found.push({ ms, x });
    ms += step;
  }
  return found;
}
