// Holds how pages look against the pictures that are kept of them, in pictures/: each
// is drawn anew, as a still, and has to be what was kept.
//
//   ACTED, CHROMIUM  see acted.mjs
//   SEEN             where to put what is seen, what is kept and where they differ
//   KEEP             keeps what is seen instead, where it is not empty
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openActed } from './acted.mjs';
import { all, difference, most } from './difference.mjs';
import { looks } from './looks.mjs';
import { encode, png, shoot, still } from './still.mjs';

const small = { width: 1024, height: 700 };
const large = { width: 1440, height: 900 };
const narrow = { width: 512, height: 700 };
const light = (name, size) => ({ name, theme: 'light', ...size });
const dark = (name, size) => ({ name, theme: 'dark', ...size });

/** The looks of looks.mjs that pictures are kept of: every page, and what lies over it. */
const kept = [
  light('welcome', large),
  light('approval-changed', small),
  light('journey-docker', small),
  dark('journey-running', small),
  light('journey-failed', large),
  dark('journey-question', small),
  light('journey-tests', small),
  light('journey-review', narrow),
  dark('journey-drift', large),
  light('journey-offline', small),
  light('journey-error', small),
  light('finish', small),
  dark('first-light', small),
  light('health-states', small),
  dark('health-aside', large),
  light('services-states', large),
  dark('services-failed', small),
  light('services-act', small),
  light('map-some', small),
  dark('map-station', large),
  light('timeline-some', small),
  dark('timeline-many', { ...large, fromTop: true }),
  light('notes-some', small),
  light('friction-some', large),
  light('impact-some', large),
  light('settings-some', small),
  dark('settings-preview', small),
  light('palette', small),
  dark('report', small),
];

const folder = fileURLToPath(new URL('pictures/', import.meta.url));
const { KEEP, SEEN } = process.env;
assert.ok(KEEP || SEEN, 'SEEN is needed');

const began = performance.now();
const { browser, addressOf, close } = await openActed();
const problems = [];
try {
  const left = [...kept];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      try {
        await (KEEP ? keep(next) : hold(next));
      } catch (error) {
        problems.push(`${fileOf(next)} cannot be drawn: ${error.message.split('\n')[0]}`);
      }
    }
  };
  await Promise.all([work(), work()]);
} finally {
  await close();
}

const files = readdirSync(folder);
for (const file of files.filter((each) => !kept.some((picture) => fileOf(picture) === each))) {
  if (KEEP) rmSync(join(folder, file));
  else problems.push(`${file} is kept, and nothing is drawn for it`);
}
const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
const seconds = Math.round((performance.now() - began) / 1000);
console.log(`${kept.length} pictures, ${Math.round(bytes / 1000)} KB, ${seconds} s`);
if (problems.length > 0) {
  console.error(
    [
      ...problems,
      `What was seen, what is kept and where they differ (in red) lies in ${SEEN}.`,
      'Is the change meant? Then “make pictures” keeps what is seen; commit it with the change. Else mend what moved.',
    ].join('\n'),
  );
  process.exitCode = 1;
}

function fileOf({ name, theme }) {
  return `${name}-${theme}.webp`;
}

/**
 * Draws the look of a picture and hands the page on. Where in hundreds of steps the rail stands hangs on when each was
 * measured, by a pixel; a picture of something else has it begin at the top.
 */
function draw({ name, fromTop, ...how }, take) {
  const look = looks.find((each) => each.name === name);
  assert.ok(look, `there is no look ${name}`);
  return still(browser, { ...look, address: addressOf(look.scene) }, how, async (page) => {
    if (fromTop) await page.evaluate(() => document.querySelector('.rail .stages')?.scrollTo(0, 0));
    return take(page);
  });
}

/** Keeps what is seen, where it is not what is kept already. */
async function keep(picture) {
  const file = join(folder, fileOf(picture));
  const before = existsSync(file) ? readFileSync(file) : null;
  const { seen, count } = await draw(picture, (page) => atRest(page, picture, before));
  if (count > most) writeFileSync(file, encode(seen));
}

/** Holds what is seen against what is kept. */
async function hold(picture) {
  const name = fileOf(picture);
  const file = join(folder, name);
  if (!existsSync(file)) {
    problems.push(`${name} is not kept yet`);
    return;
  }
  const before = readFileSync(file);
  const { seen, count } = await draw(picture, (page) => atRest(page, picture, before));
  if (count <= most) return;
  problems.push(`${name} looks otherwise than it is kept: ${count} of ${all} pixels in one place`);
  show(picture, seen, before);
}

/** What a page shows when it is as it was kept or no longer changes, and how much it differs. */
async function atRest(page, picture, before) {
  for (let last, same = 0, looks = 1; ; looks++) {
    const seen = await shoot(page);
    const count = before ? difference(picture, seen, before) : Infinity;
    same = last?.equals(seen) ? same + 1 : 0;
    if (count <= most || same === 3) return { seen, count };
    if (looks === 60) throw new Error(`${fileOf(picture)} does not come to rest`);
    last = seen;
    // Real time, which the page does not see: what it loads may still be on its way.
    await pause(300);
  }
}

/** Puts what is seen, what is kept and where they differ where one can look at them. */
function show(picture, seen, before) {
  mkdirSync(SEEN, { recursive: true });
  const put = (kind, image) =>
    writeFileSync(join(SEEN, `${picture.name}-${picture.theme}-${kind}.png`), image);
  const { width, height } = picture;
  const drawn = Buffer.alloc(width * height * 4);
  difference(picture, seen, before, drawn);
  put('seen', seen);
  put('kept', png(before));
  put('difference', png(drawn, width, height));
}
