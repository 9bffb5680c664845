// The screenshots of README.md and docs/, each of an acted scene, and the program that
// takes them: light and dark, at a fixed size and moment, so that they are the same
// bytes each time on the same machine.
//
//   ACTED, CHROMIUM  see acted.mjs
//   PICTURES         the folder to write them into
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openActed } from './acted.mjs';
import { encode, shoot, still } from './still.mjs';

const press = (key) => (page) => page.keyboard.press(key);

/** What there are pictures of: a scene, the way to what is shown, and what is there then. */
const pictures = [
  { name: 'journey', scene: 'docker' },
  { name: 'approval', scene: 'fresh' },
  { name: 'running', scene: 'running' },
  { name: 'health', scene: 'health', act: press('h'), at: '#health-title' },
  { name: 'services', scene: 'services', act: press('s'), at: '#services-title' },
  { name: 'commit', scene: 'commit' },
  { name: 'finished', scene: 'done' },
  { name: 'map', scene: 'map', act: press('m'), at: '#map-title' },
  { name: 'timeline', scene: 'figures', act: press('t'), at: '#timeline-title' },
  { name: 'friction', scene: 'figures', act: press('f'), at: '#friction-title' },
  { name: 'impact', scene: 'figures', act: press('i'), at: '#impact-title' },
];

const { PICTURES: folder } = process.env;
const themes = ['light', 'dark'];

const { browser, addressOf, close } = await openActed();
mkdirSync(folder, { recursive: true });
let bytes = 0;
try {
  for (const { name, scene, ...way } of pictures) {
    for (const theme of themes) {
      const look = { address: addressOf(scene), ...way };
      const image = encode(await still(browser, look, { width: 1024, height: 700, theme }, shoot));
      const file = join(folder, `${name}-${theme}.webp`);
      if (!same(file, image)) writeFileSync(file, image);
      bytes += statSync(file).size;
    }
  }
} finally {
  await close();
}
const wanted = pictures.flatMap(({ name }) => themes.map((theme) => `${name}-${theme}.webp`));
for (const file of readdirSync(folder)) if (!wanted.includes(file)) rmSync(join(folder, file));
console.log(`${wanted.length} pictures in ${folder}, ${Math.round(bytes / 1000)} KB`);

/** Whether a file shows what an image does; the edge of a letter may be a shade off. */
function same(file, image) {
  if (!existsSync(file)) return false;
  const how = ['-metric', 'AE', '-fuzz', '3%', file, 'webp:-', 'null:'];
  const { status, stderr } = spawnSync('compare', how, { input: image, encoding: 'utf8' });
  return status === 0 && stderr.trim() === '0';
}
