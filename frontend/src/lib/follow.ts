/** Where a list is scrolled to, in pixels. */
export interface Scroll {
  top: number;
  height: number;
  total: number;
}

/** Whether the end of a list is followed as it grows, and where it was last scrolled to. */
export interface Following {
  on: boolean;
  top: number;
}

/** Followed from the start. */
export const following: Following = { on: true, top: 0 };

// Browsers report scroll positions to a fraction of a pixel.
const slack = 8;

/**
 * Says whether the end is still followed after the list was scrolled: at the
 * end it is, and it is let go when someone scrolls up. A list that only grew
 * away from where it stands stays followed.
 */
export function scrolled(before: Following, now: Scroll): Following {
  if (now.top + now.height >= now.total - slack) return { on: true, top: now.top };
  return { on: before.on && now.top >= before.top, top: now.top };
}
