// Looks at every page in every state that it has, at the sizes that windows have, in
// light and dark, with texts of twice the length: nothing is cut off or lies on
// something else, the keyboard's focus is seen, axe finds nothing, and nothing moves
// by itself.
//
//   ACTED, CHROMIUM  see acted.mjs
//   UNSTEADY_TESTS   where to name what was come to only when tried again; may be left out
//   SHOTS            where to keep a picture of each look; may be left out
//   ONLY             the beginning of the names of the looks to look at; may be left out
import { appendFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openActed } from './acted.mjs';
import { focus, forced, layout } from './inspect.mjs';
import { looks } from './looks.mjs';

const { SHOTS, UNSTEADY_TESTS, ONLY = '' } = process.env;

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

/** What is looked at with the colours of a person's own and with more contrast, too. */
const inOwnColours = [
  'journey-docker',
  'health-states',
  'services-states',
  'map-some',
  'timeline-some',
  'palette',
  'note',
];

/** Says that what is to be looked at did not come in time. */
class Unreached extends Error {}

/** One page, and what looks at what it shows. */
class Eye {
  /** What is looked at, for whoever reads what was found. */
  #where = '';
  #page;
  #devtools;

  constructor(page, devtools) {
    this.#page = page;
    this.#devtools = devtools;
    page.on('pageerror', (error) => this.#found(`error on the page: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#found(`error in the console: ${message.text()}`);
    });
  }

  /** Has it look at a page. */
  static async at(page) {
    // What moves although nobody has pressed anything.
    await page.addInitScript(() => {
      // What one look has the window remember is nothing to the next.
      localStorage.clear();
      window.moved = [];
      const inLog = (node) => !!node?.parentElement?.closest('.log .pane');
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries())
          // A figure that grows by a digit moves nothing that one could miss, and the lines
          // of a log whose end is followed are meant to run past.
          if (!hadRecentInput && value > 0.0005 && !sources.every(({ node }) => inLog(node)))
            window.moved.push(
              `${value.toFixed(4)} ${sources.map(({ node }) => node?.nodeName + '.' + node?.className).join(' ')}`,
            );
      }).observe({ type: 'layout-shift', buffered: true });
    });
    return new Eye(page, await page.context().newCDPSession(page));
  }

  #found(problem) {
    found(this.#where, problem);
  }

  /** Looks at a page in every way that it may be looked at. */
  async lookAt(look) {
    const [first, , zoomed] = sizes;
    const scope = look.axe ?? (look.at === '[role="dialog"]' ? look.at : 'main');
    const from = performance.now();
    await this.#resize(first);
    await this.#go(look);
    for (const line of await this.#page.evaluate(() => window.moved)) this.#found(`moves by itself: ${line}`);
    await this.#shot(`${look.name}-light`);
    await this.#title(look.at);
    if (scope) {
      await this.#page.addScriptTag({ url: '/axe.js' });
      await this.#axe(scope, rules);
    }
    // What fits at twice its length fits in the other sizes as it is, too.
    await this.#layouts('', [first, zoomed]);
    await this.#resize(first);
    await this.#page.keyboard.press('Shift');
    for (const line of await this.#page.evaluate(focus, 60)) this.#found(line);
    await this.#page.emulateMedia({ colorScheme: 'dark' });
    await this.#settle();
    await this.#shot(`${look.name}-dark`);
    if (scope) await this.#axe(scope, ['color-contrast']);
    await this.#page.emulateMedia({ colorScheme: 'light' });
    await this.#go(look, true);
    await this.#layouts('long ', sizes);
    if (process.env.SLOW) console.log(`${look.name} ${Math.round(performance.now() - from)} ms`);
  }

  async withReducedMotion() {
    await this.#page.emulateMedia({ reducedMotion: 'reduce' });
    for (const scene of ['running', 'firstlight', 'unseen']) {
      await this.#go({ name: `reduced motion ${scene}`, scene });
      const moving = await this.#page.evaluate(() => document.getAnimations().length);
      if (moving > 0) this.#found(`${moving} animations although the person wants none`);
    }
    await this.#page.emulateMedia({ reducedMotion: null });
  }

  async withForcedColours() {
    await this.#page.emulateMedia({ forcedColors: 'active' });
    for (const name of inOwnColours) {
      const look = looks.find((each) => each.name === name);
      await this.#go({ ...look, name: `forced colours ${name}` });
      await this.#shot(`forced-${name}`);
      for (const line of await this.#page.evaluate(forced)) this.#found(line);
      await this.#page.keyboard.press('Shift');
      for (const line of await this.#page.evaluate(focus, 60)) this.#found(line);
    }
    await this.#page.emulateMedia({ forcedColors: null });
  }

  /** Holds what is read to the 7 to 1 of WCAG's AAA, for whoever asks the system for more contrast. */
  async withMoreContrast() {
    for (const colorScheme of ['light', 'dark']) {
      await this.#page.emulateMedia({ contrast: 'more', colorScheme });
      for (const name of inOwnColours) {
        await this.#go({ ...looks.find((each) => each.name === name), name: `more contrast ${name}` });
        await this.#shot(`contrast-${name}-${colorScheme}`);
        await this.#page.addScriptTag({ url: '/axe.js' });
        await this.#axe('', ['color-contrast-enhanced']);
      }
    }
    await this.#page.emulateMedia({ contrast: null, colorScheme: 'light' });
  }

  /** Goes to what is to be looked at. */
  async #go({ name, scene, act, at = 'h1', until }, long = false) {
    this.#where = long ? `${name} (long)` : name;
    try {
      await this.#page.goto(addressOf(scene, long), { waitUntil: 'commit' });
      await this.#there('h1');
      if (act) await act(this.#page);
      await this.#there(at);
      if (until && !long) await this.#comes(until);
      await this.#settle();
    } catch (error) {
      const [why] = error.message.split('\n');
      throw new Unreached(`${this.#where} cannot be looked at: ${why}`);
    }
  }

  /** Waits until something is on the page. */
  #there(selector) {
    const is = (wanted) => document.querySelector(wanted) !== null;
    return this.#page.waitForFunction(is, selector, { polling: 'raf' });
  }

  /** Waits until a text has come to the page. */
  #comes({ source }) {
    const has = (wanted) => new RegExp(wanted).test(document.querySelector('main').textContent);
    return this.#page.waitForFunction(has, source, { polling: 'raf' });
  }

  /** Waits until what was begun by an act is on the page and what moves has ended. */
  #settle() {
    return this.#page.evaluate(async () => {
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

  /** Holds the title of a page to the height of the others. */
  async #title(at) {
    if (!/^#\w+-title$/.test(at ?? '')) return;
    const top = await this.#page.evaluate((h1) => {
      const title = document.querySelector(h1);
      const page = title.closest('main');
      return title.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop;
    }, at);
    titlesAt ??= top;
    if (top !== titlesAt) this.#found(`its title stands at ${top}, another at ${titlesAt}`);
  }

  #resize({ width, height, density }) {
    const size = { width, height, deviceScaleFactor: density, mobile: false };
    return this.#devtools.send('Emulation.setDeviceMetricsOverride', size);
  }

  /** Looks at the layout in some sizes. */
  async #layouts(kind, within) {
    for (const size of within) {
      await this.#resize(size);
      for (const line of await this.#page.evaluate(layout)) found(`${this.#where} ${kind}${size.name}`, line);
      looked++;
      if (size === sizes[2] || (kind && size === sizes[0])) await this.#shot(`${this.#where}-${size.name}`);
    }
  }

  /** Has axe look at the part of the page that is this look's own. */
  async #axe(scope, only) {
    const lines = await this.#page.evaluate(
      async ([scope, runOnly]) => {
        const within = scope && document.querySelector(scope) ? scope : document;
        const { violations } = await window.axe.run(within, {
          runOnly,
          resultTypes: ['violations'],
          iframes: false,
          preload: false,
          selectors: false,
        });
        return violations.flatMap(({ id, help, nodes }) =>
          nodes.map(({ html }) => `axe ${id}: ${help}: ${html.slice(0, 160)}`),
        );
      },
      [scope, only],
    );
    for (const line of lines) this.#found(line);
  }

  async #shot(name) {
    if (!SHOTS) return;
    mkdirSync(SHOTS, { recursive: true });
    await this.#page.screenshot({ path: join(SHOTS, `${name.replaceAll(' ', '-')}.png`) });
  }
}

/** How many looks are looked at beside each other. */
const eyes = 2;

const began = performance.now();
const problems = new Map();
let looked = 0;
let titlesAt;

const { openPage, addressOf, close } = await openActed({ '/axe.js': driver.resolve('axe-core/axe.min.js') });
try {
  const wanted = looks.filter(({ name }) => name.startsWith(ONLY));
  if (wanted.length === 0) found('', `no look begins with ${ONLY}`);
  const left = wanted.map((look) => (eye) => eye.lookAt(look));
  left.push(
    (eye) => eye.withReducedMotion(),
    (eye) => eye.withForcedColours(),
    (eye) => eye.withMoreContrast(),
  );
  // What a busy machine kept from coming in time has a second try, alone.
  const late = [];
  const work = async () => {
    const eye = await Eye.at(await openPage());
    for (let next = left.shift(); next; next = left.shift()) {
      const missed = await unreached(next, eye);
      if (missed) late.push({ next, missed });
    }
  };
  await Promise.all(Array.from({ length: eyes }, work));
  for (const { next, missed } of late) {
    console.log(`${missed}; tried again`);
    const still = await unreached(next, await Eye.at(await openPage()));
    if (still) found('', still);
    else if (UNSTEADY_TESTS) appendFileSync(UNSTEADY_TESTS, `${missed}\n`);
  }
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

/** Looks at something; says what of it did not come in time, where that was so. */
async function unreached(look, eye) {
  try {
    await look(eye);
  } catch (error) {
    if (!(error instanceof Unreached)) throw error;
    return error.message;
  }
}
