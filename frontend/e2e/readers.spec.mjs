// Each reader of Firstlight, with the question that brings them and what they must
// have within a minute, by the keyboard alone on the real backend: the new hire, the
// same person half a year later, the platform team, and whoever pays.
//
//   FIRSTLIGHT_URL        the one-time address that `firstlight serve` prints
//   FIRSTLIGHT_E2E_CROWD  a folder of exported onboardings
//   CHROMIUM              the browser to drive
//   SHOTS                 where to keep pictures; may be left out
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const { FIRSTLIGHT_URL, FIRSTLIGHT_E2E_CROWD, CHROMIUM = '/usr/bin/chromium', SHOTS } = process.env;
assert.ok(FIRSTLIGHT_URL, 'FIRSTLIGHT_URL is needed');
assert.ok(FIRSTLIGHT_E2E_CROWD, 'FIRSTLIGHT_E2E_CROWD is needed');

const minute = 60_000;
/** No way by Tab is longer than this. */
const stops = 120;

const problems = [];
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const context = await browser.newContext({
  viewport: { width: 1024, height: 700 },
  colorScheme: 'light',
  locale: 'en-GB',
});
const page = await context.newPage();
page.setDefaultTimeout(15_000);
page.on('pageerror', (error) => problems.push(`error on the page: ${error.message}`));

const main = page.getByRole('main');
const title = page.getByRole('heading', { level: 1 });
const button = (name) => page.getByRole('button', { name });

let failed = false;
try {
  await hire();
  await halfAYearLater();
  await platformTeam();
  await whoeverPays();
} catch (error) {
  failed = true;
  console.error(error.stack ?? error);
  console.error(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300)));
  console.error(`\nWhat the page said:\n${await page.locator('body').innerText()}`);
  await shot('failure');
} finally {
  await browser.close();
}
for (const problem of problems) console.error(problem);
process.exit(failed || problems.length > 0 ? 1 : 0);

/** "What do I do next, and is my machine all right?" */
async function hire() {
  await reader('the new hire, day one', async () => {
    await page.goto(FIRSTLIGHT_URL);
    await title.getByText('From a bare laptop to your first commit').waitFor();
    await look('welcome');
    await press(button(/^Try the demo/));
    await title.getByText('What this journey runs on your machine').waitFor();
    await focused('after the demo was chosen');
    await press(button(/^Approve/));
    await title.getByText('What this journey runs on your machine').waitFor({ state: 'detached' });
    await page.locator('[data-step="identity"][data-status="failing"]').waitFor();
    // One next step: its title, why it matters, the exact command, and a button that does it.
    await title.getByText('Git knows who you are').waitFor();
    await page.getByText('git config --global user.name').first().waitFor();
    await tabTo(page.getByLabel(/name/i));
    await page.keyboard.type('Ada Example');
    await tabTo(page.getByLabel(/mail|address/i));
    await page.keyboard.type('ada@example.com');
    await look('identity');
    await press(button('Run it'));
    await page.locator('[data-step="identity"][data-status="ok"]').waitFor();
    await focused('after the fix has worked');
  });
}

/** "It worked yesterday. What broke?" */
async function halfAYearLater() {
  await reader('the same person, month six', async () => {
    git('config', '--global', '--unset', 'user.email');
    await page.locator('[data-step="identity"]:not([data-status="ok"])').waitFor();
    await page.keyboard.press('h');
    await title.getByText('Health', { exact: true }).waitFor();
    // The one fact that no longer holds, and the way to its fix.
    await page
      .getByText(/used to hold|no longer|held until|did hold/i)
      .first()
      .waitFor();
    await look('drift');
    await press(button('Show it'));
    await title.getByText('Git knows who you are').waitFor();
    await tabTo(page.getByLabel(/mail|address/i));
    await page.keyboard.type('ada@example.com');
    await press(button('Run it'));
    await page.locator('[data-step="identity"][data-status="ok"]').waitFor();
  });
}

/** "Where do people lose their time, and did our change help?" */
async function platformTeam() {
  await reader('the platform team', async () => {
    await page.keyboard.press('f');
    await title.getByText('Friction', { exact: true }).waitFor();
    await tabTo(main.getByRole('textbox').first());
    await page.keyboard.type(FIRSTLIGHT_E2E_CROWD);
    await page.keyboard.press('Enter');
    await main.getByRole('table').first().waitFor({ timeout: minute });
    await focused('after the import');
    const rows = await main.getByRole('table').first().getByRole('row').count();
    assert.ok(rows > 3, `the steps are ranked: ${rows} rows`);
    await look('friction');
  });
}

/** "Is it worth it?" */
async function whoeverPays() {
  await reader('whoever pays', async () => {
    await page.keyboard.press('i');
    await title.getByText('Impact', { exact: true }).waitFor();
    await main
      .getByText(/First commit/)
      .first()
      .waitFor();
    await main.getByText(/thank/i).first().waitFor();
    await look('impact');
    assert.match(await freed().innerText(), /not known/);
    for (const [label, figure] of [
      ['First commit, days', '9'],
      ['What an hour of a person costs', '80'],
    ]) {
      await tabTo(main.getByLabel(label));
      await page.keyboard.type(figure);
      await page.keyboard.press('Tab');
    }
    await main.getByText(/EUR|€/).first().waitFor();
    assert.match(await freed().innerText(), /[1-9][\d,]*/);
    await look('impact-cost');
  });
}

/** The hours that the platform has freed. */
function freed() {
  return main
    .locator('div, li, section')
    .filter({ hasText: /^Hours freed/ })
    .last();
}

/** Answers the question of one reader within a minute. */
async function reader(name, body) {
  const from = performance.now();
  await body();
  const took = performance.now() - from;
  console.log(`ok ${name} (${(took / 1000).toFixed(1)} s)`);
  assert.ok(took < minute, `${name} has the answer after ${(took / 1000).toFixed(0)} s, more than a minute`);
}

/** Goes to something by Tab, or by Shift and Tab where that is nearer, and presses Enter. */
async function press(locator) {
  await tabTo(locator);
  await page.keyboard.press('Enter');
}

async function tabTo(locator) {
  await locator.first().waitFor();
  for (let i = 0; i < stops; i++) {
    if (await locator.first().evaluate((element) => element === document.activeElement)) {
      const outlined = await locator.first().evaluate((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' && outlineWidth !== '0px';
      });
      assert.ok(outlined, 'what has the focus shows it');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${stops} times Tab do not lead to ${locator}`);
}

/** Says that something has the focus: whoever has only a keyboard would be lost otherwise. */
async function focused(when) {
  const lost = await page.evaluate(() => {
    const active = document.activeElement;
    return !active || active === document.body;
  });
  if (lost) problems.push(`the focus is lost ${when}`);
}

async function look(name) {
  await shot(name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, impact, help, nodes } of violations) {
    if (impact !== 'serious' && impact !== 'critical') continue;
    problems.push(`${name}: ${help} (${id}, ${impact}): ${nodes.map(({ html }) => html).join(' ')}`);
  }
}

async function shot(name) {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `reader-${name}.png`) });
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
