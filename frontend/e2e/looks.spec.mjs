// Looks at every page in every state that it has, at the sizes that windows have, in
// light and dark, with texts of twice the length: nothing is cut off or lies on
// something else, the keyboard's focus is seen, axe finds nothing, and nothing moves
// by itself.
//
//   ACTED, CHROMIUM  see acted.mjs
//   SHOTS            where to keep a picture of each look; may be left out
//   ONLY             the beginning of the names of the looks to look at; may be left out
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openActed } from './acted.mjs';
import { focus, forced, layout } from './inspect.mjs';
import { looks } from './looks.mjs';

const { SHOTS, ONLY = '' } = process.env;

/** The windows that are looked at; half the size at double the density is what 200 % of zoom amounts to. */
const sizes = [
  { name: '1024', width: 1024, height: 700, density: 1 },
  { name: '1440', width: 1440, height: 900, density: 1 },
  { name: '1024-zoomed', width: 512, height: 350, density: 2 },
  { name: '1440-zoomed', width: 720, height: 450, density: 2 },
];

/** The axe that its driver for Playwright brings; the driver itself takes a page of its own for each answer. */
const driver = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const began = performance.now();
const problems = new Map();
const { page, context, addressOf, close } = await openActed(
  {},
  { '/axe.js': driver.resolve('axe-core/axe.min.js') },
);
const devtools = await context.newCDPSession(page);
let where = '';

page.on('pageerror', (error) => found(where, `error on the page: ${error.message}`));
page.on('console', (message) => {
  if (message.type() === 'error') found(where, `error in the console: ${message.text()}`);
});
// What moves although nobody has pressed anything.
await page.addInitScript(() => {
  // What one look has the window remember is nothing to the next.
  localStorage.clear();
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      // A figure that grows by a digit moves nothing that one could miss.
      if (!hadRecentInput && value > 0.0005)
        window.moved.push(
          `${value.toFixed(4)} ${sources.map(({ node }) => node?.nodeName + '.' + node?.className).join(' ')}`,
        );
  }).observe({ type: 'layout-shift', buffered: true });
});

let looked = 0;
try {
  const wanted = looks.filter(({ name }) => name.startsWith(ONLY));
  for (const look of wanted) await lookAt(look);
  await withReducedMotion();
  await withForcedColours();
  if (wanted.length === 0) found('', `no look begins with ${ONLY}`);
} finally {
  await close();
}

for (const [problem, places] of problems) {
  const few = [...places].slice(0, 4);
  const more = places.size > few.length ? ` and ${places.size - few.length} more` : '';
  console.error(`${problem}\n    ${few.join(', ')}${more}`);
}
console.log(
  `${looks.length} looks, ${looked} layouts, ${Math.round((performance.now() - began) / 1000)} s: ${problems.size} kinds of problems`,
);
process.exit(problems.size > 0 ? 1 : 0);

function found(place, problem) {
  const places = problems.get(problem) ?? new Set();
  problems.set(problem, places.add(place));
}

/** Goes to what is to be looked at. */
async function go({ name, scene, act, at = 'h1' }, long = false) {
  where = long ? `${name} (long)` : name;
  await page.goto(addressOf(scene, long), { waitUntil: 'commit' });
  try {
    await there('h1');
    if (act) await act(page);
    await there(at);
    await settle();
  } catch (error) {
    found(where, `cannot be looked at: ${error.message.split('\n')[0]}`);
    return false;
  }
  return true;
}

/** Waits until something is on the page. */
function there(selector) {
  const is = (wanted) => document.querySelector(wanted) !== null;
  return page.waitForFunction(is, selector, { polling: 'raf' });
}

/** Waits until what was begun by an act is on the page and what moves has ended. */
async function settle() {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    const ends = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.race([
      Promise.allSettled(ends.map((animation) => animation.finished)),
      new Promise((resolve) => setTimeout(resolve, 600)),
    ]);
    await frame();
  });
}

async function resize({ width, height, density }) {
  await devtools.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: density,
    mobile: false,
  });
}

async function lookAt(look) {
  const [first] = sizes;
  const scope = look.axe ?? (look.at === '[role="dialog"]' ? look.at : 'main');
  await resize(first);
  const from = performance.now();
  if (!(await go(look))) return;
  if (look.streams) await page.waitForTimeout(look.streams);
  for (const line of await page.evaluate(() => window.moved)) found(where, `moves by itself: ${line}`);
  await shot(`${look.name}-light`);
  if (scope) {
    await page.addScriptTag({ url: '/axe.js' });
    await axe(scope, rules);
  }
  await layouts('');
  await resize(first);
  await page.keyboard.press('Shift');
  for (const line of await page.evaluate(focus, 60)) found(where, line);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle();
  await shot(`${look.name}-dark`);
  if (scope) await axe(scope, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  if (await go(look, true)) await layouts('long ');
  if (process.env.SLOW) console.log(`${look.name} ${Math.round(performance.now() - from)} ms`);
}

/** Looks at the layout in every size. */
async function layouts(kind) {
  for (const size of sizes) {
    await resize(size);
    for (const line of await page.evaluate(layout)) found(`${where} ${kind}${size.name}`, line);
    looked++;
    if (size === sizes[2] || (kind && size === sizes[0])) await shot(`${where}-${size.name}`);
  }
}

/** Has axe look at the part of the page that is this look's own. */
async function axe(scope, only) {
  const lines = await page.evaluate(
    async ([scope, runOnly]) => {
      const within = scope && document.querySelector(scope) ? scope : document;
      const { violations } = await window.axe.run(within, {
        runOnly,
        resultTypes: ['violations'],
        iframes: false,
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html }) => `axe ${id}: ${help}: ${html.slice(0, 160)}`),
      );
    },
    [scope, only],
  );
  for (const line of lines) found(where, line);
}

async function withReducedMotion() {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const scene of ['running', 'firstlight', 'unseen']) {
    await go({ name: `reduced motion ${scene}`, scene });
    const moving = await page.evaluate(() => document.getAnimations().length);
    if (moving > 0) found(where, `${moving} animations although the person wants none`);
  }
  await page.emulateMedia({ reducedMotion: null });
}

async function withForcedColours() {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const name of [
    'journey-docker',
    'health-states',
    'services-states',
    'timeline-some',
    'palette',
    'note',
  ]) {
    const look = looks.find((each) => each.name === name);
    await go({ ...look, name: `forced colours ${name}` });
    await shot(`forced-${name}`);
    for (const line of await page.evaluate(forced)) found(where, line);
    await page.keyboard.press('Shift');
    for (const line of await page.evaluate(focus, 60)) found(where, line);
  }
  await page.emulateMedia({ forcedColors: null });
}

async function shot(name) {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name.replaceAll(' ', '-')}.png`) });
}
