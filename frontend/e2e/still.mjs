// A still of a look: at one moment, without motion, so that it is the same pixels each
// time on the same machine.
import { execFileSync } from 'node:child_process';

/** A moment in the future of every acted scene's past. */
const moment = new Date('2026-11-24T10:15:00Z');

/**
 * Draws a look on a page of its own: what it shows, how, and where it is acted. What
 * is given is then handed the page, and what comes of that is returned.
 */
export async function still(
  browser,
  { address, act, at = 'h1' },
  { width, height, density = 1, theme },
  take,
) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: density,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    colorScheme: theme,
  });
  try {
    const page = await context.newPage();
    await page.clock.install({ time: new Date(moment.getTime() - 3_600_000) });
    await page.clock.pauseAt(moment);
    await page.addInitScript(() => {
      let seed = 1;
      Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    });
    await page.goto(address);
    await there(page, 'h1');
    // What a scene does by itself after a while, it does now.
    await page.clock.runFor(2500);
    if (act) await act(page);
    // What is loaded for this takes real time; until it is there the clock stands.
    await there(page, at);
    await page.clock.runFor(1500);
    await page.evaluate(() => document.fonts.ready);
    return await take(page);
  } finally {
    await context.close();
  }
}

/** What a page shows, as PNG, with nothing that blinks. */
export function shoot(page) {
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/** An image as WebP without loss, which ImageMagick writes. */
export function encode(png) {
  return convert(png, '-strip', '-define', 'webp:lossless=true', '-quality', '100', 'webp:-');
}

/** The pixels of an image, four bytes each. */
export function pixelsOf(image) {
  return convert(image, '-depth', '8', 'rgba:-');
}

/** An image as PNG; one of bare pixels is given its size. */
export function png(image, width, height) {
  const bare = width ? ['-size', `${width}x${height}`, '-depth', '8', 'rgba:-'] : ['-'];
  return execFileSync('convert', [...bare, 'png:-'], { input: image, maxBuffer: 1e8 });
}

function convert(input, ...how) {
  return execFileSync('convert', ['-', ...how], { input, maxBuffer: 1e8 });
}

function there(page, selector) {
  return page.waitForFunction((wanted) => document.querySelector(wanted) !== null, selector, { polling: 50 });
}
