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

/** Says which rows of a list to draw, given where it is scrolled to; a few more above and below. */
export function visible(top: number, height: number, row: number, count: number, more = 8): Visible {
  const last = Math.max(0, count * row - height);
  const start = Math.min(Math.max(0, top), last);
  const from = Math.max(0, Math.floor(start / row) - more);
  const to = Math.min(count, Math.ceil((start + height) / row) + more);
  return { from, to, offset: from * row, height: count * row };
}
