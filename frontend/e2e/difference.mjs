// How much two pictures of the same differ, for the eye.
import pixelmatch from 'pixelmatch';
import { pixelsOf } from './still.mjs';

// A pixel counts where its colour differs by a thirtieth of the way from black to
// white, which the eye sees in a plane and not in a point, and where it is not the
// edge of a shape: another version of the browser, or of what draws its letters,
// shades edges otherwise. Such differences lie strewn, those of a change lie together;
// so what is held to a limit is how many are in any one square, rather than in all.
const colour = 1 / 30;
const square = 24;
export const most = 40;

/** How many pixels differ where everything does. */
export const all = square * square;

/** The most pixels in any one square in which two images differ; all, where one has another size. */
export function difference({ width, height }, one, other, drawn = null) {
  const [a, b] = [pixelsOf(one), pixelsOf(other)];
  if (a.length !== b.length) return all;
  return pixelmatch(a, b, drawn, width, height, { threshold: colour, windowSize: square });
}
