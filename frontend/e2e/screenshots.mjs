// The screenshots of README.md and docs/, each of an acted scene, and the program that
// takes them: light and dark, at a fixed size and moment, so that they are the same
// bytes each time on the same machine.
//
//   ACTED, CHROMIUM  see acted.mjs
//   PICTURES         the folder to write them into
//   HOLD             holds those in the folder against what is seen instead, where it is
//                    not empty: none of them may be stale
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openActed } from './acted.mjs';
import { difference, most } from './difference.mjs';
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

const { PICTURES: folder, HOLD } = process.env;
const themes = ['light', 'dark'];
const size = { width: 1024, height: 700 };

const { browser, addressOf, close } = await openActed();
mkdirSync(folder, { recursive: true });
let bytes = 0;
const stale = [];
try {
  for (const { name, scene, ...way } of pictures) {
    for (const theme of themes) {
      const look = { address: addressOf(scene), ...way };
      const image = await still(browser, look, { ...size, theme }, shoot);
      const file = join(folder, `${name}-${theme}.webp`);
      const fresh = existsSync(file) && difference(size, image, readFileSync(file)) <= most;
      if (fresh || !HOLD) {
        if (!fresh) writeFileSync(file, encode(image));
        bytes += statSync(file).size;
      } else stale.push(file);
    }
  }
} finally {
  await close();
}
const wanted = pictures.flatMap(({ name }) => themes.map((theme) => `${name}-${theme}.webp`));
for (const file of readdirSync(folder).filter((each) => !wanted.includes(each))) {
  if (HOLD) stale.push(join(folder, file));
  else rmSync(join(folder, file));
}
console.log(`${wanted.length} pictures in ${folder}, ${Math.round(bytes / 1000)} KB`);
if (stale.length > 0) {
  console.error(
    `Stale: ${stale.join(', ')}. “make screenshots” takes them anew; commit them with the change.`,
  );
  process.exitCode = 1;
}
