// The pictures of README.md and docs/, each of an acted scene, and the program that
// takes them: light and dark, at a fixed size and moment, so that they are the same
// bytes each time on the same machine.
//
//   ACTED, CHROMIUM  see acted.mjs
//   PICTURES         the folder to write them into
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openActed } from './acted.mjs';

const press = (key) => (page) => page.keyboard.press(key);

/** What there are pictures of: a scene, the way to what is shown, and what is there then. */
export const pictures = [
  { name: 'journey', scene: 'docker' },
  { name: 'approval', scene: 'fresh' },
  { name: 'running', scene: 'running' },
  { name: 'health', scene: 'health', act: press('h'), at: '#health-title' },
  { name: 'services', scene: 'services', act: press('s'), at: '#services-title' },
  { name: 'commit', scene: 'commit' },
  { name: 'finished', scene: 'done' },
  { name: 'timeline', scene: 'figures', act: press('t'), at: '#timeline-title' },
  { name: 'friction', scene: 'figures', act: press('f'), at: '#friction-title' },
  { name: 'impact', scene: 'figures', act: press('i'), at: '#impact-title' },
];

const size = { width: 1024, height: 700 };
const density = 1;
/** A moment in the future of every acted scene's past. */
const moment = new Date('2026-11-24T10:15:00Z');

async function take(folder) {
  const { context: first, addressOf, close } = await openActed();
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  try {
    for (const colorScheme of ['light', 'dark']) {
      for (const picture of pictures) {
        const context = await first.browser().newContext({
          viewport: size,
          deviceScaleFactor: density,
          locale: 'en-GB',
          timezoneId: 'UTC',
          reducedMotion: 'reduce',
          colorScheme,
        });
        const image = await draw(await context.newPage(), addressOf(picture.scene), picture);
        await context.close();
        const file = join(folder, `${picture.name}-${colorScheme}.webp`);
        if (!same(file, image)) writeFileSync(file, image);
        bytes += statSync(file).size;
      }
    }
  } finally {
    await close();
  }
  const wanted = pictures.flatMap(({ name }) => [`${name}-light.webp`, `${name}-dark.webp`]);
  for (const file of readdirSync(folder)) if (!wanted.includes(file)) rmSync(join(folder, file));
  console.log(`${wanted.length} pictures in ${folder}, ${Math.round(bytes / 1000)} KB`);
}

function there(page, selector) {
  return page.waitForFunction((wanted) => document.querySelector(wanted) !== null, selector, { polling: 50 });
}

/** Draws a scene at the one moment, and gives it the same while each time to come about. */
async function draw(page, address, { act, at = 'h1' }) {
  await page.clock.install({ time: new Date(moment.getTime() - 1000) });
  await page.clock.pauseAt(moment);
  await page.addInitScript(() => {
    let seed = 1;
    Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  });
  await page.goto(address);
  await there(page, '.rail');
  await page.clock.runFor(500);
  if (act) await act(page);
  await there(page, at);
  await page.clock.runFor(1500);
  return encode(await page.screenshot({ animations: 'disabled' }));
}

/** An image as WebP without loss, which ImageMagick writes. */
function encode(png) {
  const how = ['png:-', '-strip', '-define', 'webp:lossless=true', '-quality', '100', 'webp:-'];
  return execFileSync('convert', how, { input: png, maxBuffer: 1e8 });
}

/** Whether a file shows what an image does; the edge of a letter may be a shade off. */
function same(file, image) {
  if (!existsSync(file)) return false;
  const how = ['-metric', 'AE', '-fuzz', '3%', file, 'webp:-', 'null:'];
  const { status, stderr } = spawnSync('compare', how, { input: image, encoding: 'utf8' });
  return status === 0 && stderr.trim() === '0';
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await take(process.env.PICTURES);
