/** The stretch of a long list that is drawn, and where. */
export interface Visible {
  /** The first row drawn. */
  from: number;
  /** The row after the last one drawn. */
  to: number;
  /** How far down the first row stands, in pixels. */
  offset: number;
  /** How tall the whole list is, in pixels. */
  height: number;
}

/**
 * Says which rows of a list to draw, given where it is scrolled to: a few more above and
 * below, up to twice as many, so that what is drawn changes once in a few rows and not
 * with each. In a list whose earliest rows go, first says how many have gone.
 */
export function visible(
  top: number,
  height: number,
  row: number,
  count: number,
  more = 8,
  first = 0,
): Visible {
  const last = Math.max(0, count * row - height);
  const start = Math.min(Math.max(0, top), last);
  const from = Math.max(0, (Math.floor((first + start / row) / more) - 1) * more - first);
  const to = Math.min(count, (Math.ceil((first + (start + height) / row) / more) + 1) * more - first);
  return { from, to, offset: from * row, height: count * row };
}

/** How many rows stand above each part of a list, given how many each part has. */
export function above(parts: readonly number[]): number[] {
  let sum = 0;
  return parts.map((rows) => (sum += rows) - rows);
}
