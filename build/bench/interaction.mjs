// Does what a person does in a window of 500 steps of which three are being fixed, all
// printing, and measures how long each takes from the press until its answer is on the
// screen. Prints JSON.
//
//   ACTED  the folder that `vite build --mode acted` wrote
//   argv: how often
import { openActed } from "../../frontend/e2e/acted.mjs";

const times = Math.max(5, Number(process.argv[2]));
const { openPage, addressOf, close } = await openActed();

/** Presses a key, or what a selector finds, and waits until the frame after the one that shows the answer. */
const answer = (page, act) =>
  page.evaluate(
    ({ key, click, type, seen, gone }) =>
      new Promise((resolve) => {
        const target = click && document.querySelector(click);
        const field = type && document.querySelector("[role=dialog] input");
        const from = performance.now();
        if (target) target.click();
        else if (field) {
          field.value = type;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        } else if (key) {
          const [name, control] = [key.split("+").at(-1), key.includes("+")];
          (document.activeElement ?? document.body).dispatchEvent(
            new KeyboardEvent("keydown", {
              key: name,
              ctrlKey: control,
              bubbles: true,
              cancelable: true,
            }),
          );
        }
        const look = () => {
          const there =
            (!seen || document.querySelector(seen)) &&
            (!gone || !document.querySelector(gone));
          if (!there) return void requestAnimationFrame(look);
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(performance.now() - from)),
          );
        };
        look();
      }),
    act,
  );

const rail = '[data-step="step-301"]';
const acts = {
  "show the health of it all": { key: "h", seen: "#health-title" },
  "show the services": { key: "s", seen: "#services-title" },
  "show the map": { key: "m", seen: "#map-title" },
  "open the map's table": {
    click: "[aria-labelledby=map-title] summary",
    seen: "[aria-labelledby=map-title] table",
  },
  "show the timeline": { key: "t", seen: "#timeline-title" },
  "show the notes": { key: "o", seen: "#notes-title" },
  "show friction": { key: "f", seen: "#friction-title" },
  "show impact": { key: "i", seen: "#impact-title" },
  "show a step that runs": { click: rail, seen: `${rail}[aria-current]` },
  "open the palette": { key: "Control+k", seen: "[role=dialog] [role=option]" },
  "find in the palette": {
    type: "step 499",
    seen: '[role=option][data-value="step:step-499"]',
    gone: '[role=option][data-value="step:step-1"]',
  },
  "close the palette": { key: "Escape", gone: "[role=dialog]" },
};

const took = Object.fromEntries(Object.keys(acts).map((name) => [name, []]));
// In the first round nothing of a page has run before.
const first = structuredClone(took);
const empty = [];
let steps = 0;
for (let i = 0; i < times; i++) {
  const page = await openPage();
  await page.goto(addressOf("busy"));
  await page.locator(rail).waitFor();
  // Whoever presses a key has pointed at the window before, and pages are loaded then.
  await page.mouse.move(600, 400);
  await page.waitForTimeout(2000);
  for (const round of [first, took]) {
    for (const [name, act] of Object.entries(acts)) {
      round[name].push(await answer(page, act));
      await page.waitForTimeout(150);
    }
  }
  empty.push(await answer(page, { key: "F13" }));
  // Steps out of sight are not drawn, but every stage says how many it has.
  steps = await page.evaluate(() =>
    [...document.querySelectorAll(".rail [role=list]")]
      .map((list) => Number(list.querySelector("[aria-setsize]")?.ariaSetSize))
      .reduce((sum, steps) => sum + steps, 0),
  );
  await page.close();
}
await close();
console.log(JSON.stringify({ steps, took, first, empty }));
