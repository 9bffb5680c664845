import { kinds, type Kind } from '../clock';
import type { TimelineStep } from '../wire';
import type { Scale } from './scale';

/** How high a row is, in pixels. */
export const rowHeight = 26;

/** How high a bar is, in pixels; time away is a line only, so that what was done stands out. */
const heights: Record<Kind, number> = { hands_on: 10, machine: 10, waiting: 10, away: 2 };

/** The marks of a step: a try that failed, a fix that worked, a claim that came to hold, came undone, or was spoken of. */
export const marks = ['failed', 'fixed', 'held', 'undone', 'said'] as const;

/** What is drawn of some steps: one path for each kind of time and of mark, however many steps they are. */
export type Drawing = Record<Kind | (typeof marks)[number], string>;

/** Draws steps, each in a row of its own; what lies outside of the scale is left out. */
export function draw(
  rows: readonly Pick<TimelineStep, 'intervals' | 'tries' | 'marks'>[],
  scale: Scale,
): Drawing {
  const drawing: Drawing = {
    hands_on: '',
    machine: '',
    waiting: '',
    away: '',
    failed: '',
    fixed: '',
    held: '',
    undone: '',
    said: '',
  };
  const outside = (x: number) => x < 0 || x > scale.width;
  rows.forEach((row, i) => {
    const y = i * rowHeight + rowHeight / 2;
    for (const { from_ms, to_ms, kind } of row.intervals) {
      const known = kinds.find((each) => each === kind);
      if (known) drawing[known] += bar(scale.x(from_ms), scale.x(to_ms), y, heights[known], scale.width);
    }
    for (const { to_ms, failed, outcome, use } of row.tries) {
      const x = scale.x(to_ms);
      if (outside(x)) continue;
      if (failed) drawing.failed += `M${tenth(x - 3)} ${y - 3}l6 6m0-6l-6 6`;
      else if (outcome === 'done' && use === 'fix') drawing.fixed += `M${tenth(x)} ${y - 4}l4 4l-4 4l-4-4z`;
    }
    for (const { at_ms, what } of row.marks) {
      const x = scale.x(at_ms);
      if (outside(x)) continue;
      if (what === 'held') drawing.held += `M${tenth(x)} ${y - 9}v18`;
      else if (what === 'undone') drawing.undone += circle(x, y, 3.5);
      else drawing.said += circle(x, y - 9, 2.5);
    }
  });
  return drawing;
}

/** A bar from one place to another, at least one pixel wide so that nothing is lost to the eye. */
function bar(from: number, to: number, y: number, height: number, width: number): string {
  if (to < 0 || from > width) return '';
  const low = Math.max(-1, from);
  const high = Math.max(low + 1, Math.min(width + 1, to));
  return `M${tenth(low)} ${y - height / 2}H${tenth(high)}v${height}H${tenth(low)}z`;
}

function circle(x: number, y: number, radius: number): string {
  const arc = `a${radius} ${radius} 0 1 0`;
  return `M${tenth(x - radius)} ${y}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0z`;
}

/** A place to the tenth of a pixel, which no eye tells apart from the exact one. */
function tenth(x: number): number {
  return Math.round(x * 10) / 10;
}
