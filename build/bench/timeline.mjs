// Opens the timeline again and again, and measures how long it takes from the press
// of the key until the picture is on the screen. Prints JSON.
//
//   argv: the one-time address, how often
import { chromium } from "../../frontend/node_modules/playwright-core/index.mjs";

const [, , address, times] = process.argv;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(address);
await page.locator('[data-place="timeline"]').waitFor();
const row = page.locator('[data-row="step-0"]');
// The page is loaded once, and the window comes to rest, before anything is measured.
await page.keyboard.press("t");
await row.waitFor({ timeout: 60_000 });
await page.waitForTimeout(3000);
const steps = await page
  .locator("[data-steps]")
  .evaluateAll((stages) =>
    stages.reduce((sum, stage) => sum + Number(stage.dataset.steps), 0),
  );

/** Presses a key and waits for two frames, or for a row of the picture and the frame after the one that shows it. */
const press = (key, picture) =>
  page.evaluate(
    ([pressed, wanted]) =>
      new Promise((resolve) => {
        const from = performance.now();
        document.body.dispatchEvent(
          new KeyboardEvent("keydown", {
            key: pressed,
            bubbles: true,
            cancelable: true,
          }),
        );
        const seen = () => {
          if (wanted && !document.querySelector('[data-row="step-0"]'))
            return void requestAnimationFrame(seen);
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(performance.now() - from)),
          );
        };
        seen();
      }),
    [key, picture],
  );
const took = [];
const empty = [];
for (let i = 0; i < Math.max(5, Number(times)); i++) {
  await page.keyboard.press("h");
  await row.waitFor({ state: "detached" });
  await page.waitForTimeout(500);
  // A key that does nothing, at the same time on the same machine.
  empty.push(await press("F13", false));
  took.push(await press("t", true));
}
console.log(JSON.stringify({ steps, took, empty }));
await browser.close();
