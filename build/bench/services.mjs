// Looks at the log of a service that prints without end, as a person would, and
// measures how long the page takes for a frame. Prints JSON.
//
//   argv: the one-time address, the seconds to look
import { chromium } from '../../frontend/node_modules/playwright-core/index.mjs';

const [, , address, seconds] = process.argv;
/** How long the page that only counts does so at a time, and how often, in milliseconds. */
const countFor = 20;
const countEvery = 150;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info'],
});
/** Begins to note how long each frame of a page takes, in milliseconds. */
const note = (page) =>
  page.evaluate(() => {
    const frames = [];
    let last;
    const frame = (now) => {
      if (last !== undefined) frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.noted = frames;
  });
const noted = async (page) => {
  const frames = await page.evaluate(() => window.noted);
  return frames.sort((a, b) => a - b);
};
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
// An empty page on the same machine at the same time: what it is late by is not ours.
await page.goto('about:blank');
await note(page);
await page.waitForTimeout((Number(seconds) * 1000) / 3);
const empty = await noted(page);
// And one that only counts, about as much as a log costs: what such a page is late by
// is the other programs' doing.
const count = (rounds) => {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += Math.sqrt(i);
  return sum;
};
await page.evaluate(`window.count = ${count}`);
const rounds = await page.evaluate((ms) => {
  let fastest = Infinity;
  for (let i = 0; i < 30; i++) {
    const began = performance.now();
    window.count(1e6);
    fastest = Math.min(fastest, performance.now() - began);
  }
  return Math.round((1e6 * ms) / fastest);
}, countFor);
await note(page);
await page.evaluate(
  ([rounds, every]) => (window.counting = setInterval(() => window.count(rounds), every)),
  [rounds, countEvery],
);
await page.waitForTimeout((Number(seconds) * 1000) / 3);
const counting = await noted(page);
await page.goto(address);
await page.locator('[data-place="services"]').click();
await page.locator('[data-service]').nth(3).click();
await page
  .getByRole('region', { name: /^Log of/ })
  .locator('.line')
  .first()
  .waitFor({ timeout: 60_000 });
const heap = () => page.evaluate(() => performance.memory.usedJSHeapSize);
await page.waitForTimeout(3000);
const heapBefore = await heap();
await note(page);
const text = () => page.getByRole('region', { name: /^Log of/ }).innerText();
const end = Date.now() + Number(seconds) * 1000;
let moved = 0;
let was = await text();
while (Date.now() < end) {
  // Now and then somebody scrolls up, reads, searches and goes back to the end.
  await page.waitForTimeout(2000);
  const now = await text();
  if (now !== was) moved++;
  was = now;
  await page.getByRole('region', { name: /^Log of/ }).hover();
  await page.mouse.wheel(0, -900);
  await page.waitForTimeout(500);
  await page.getByLabel('Find in the log').fill('lamps/3');
  await page.waitForTimeout(500);
  await page.getByLabel('Find in the log').fill('');
  await page.getByRole('button', { name: /^Follow the log/ }).click();
}
const frames = await noted(page);
const heapAfter = await heap();
await browser.close();
console.log(
  JSON.stringify({
    frames: frames.length,
    median: frames[Math.floor(frames.length / 2)],
    worst: frames.at(-1),
    over: frames.filter((ms) => ms > 100).length,
    empty: empty.at(-1),
    counting: counting.at(-1),
    countingOver: counting.filter((ms) => ms > 100).length,
    heapBefore,
    heapAfter,
    moved,
  }),
);
