// What the interface is looked at in: every page in every state that it has. A look is
// a scene of src/fake/scenes.ts, how one gets from there to what is looked at, and
// what is there then.

const press = (key) => (page) => page.keyboard.press(key);
const click = (name) => (page) => page.getByRole('button', { name }).first().click();
const pick = (selector) => (page) => page.locator(selector).first().click();
const write = (label, text) => (page) => page.getByLabel(label).first().fill(text);
const all =
  (...acts) =>
  async (page) => {
    for (const act of acts) await act(page);
  };

/** Has everything forgotten; where every text is twice as long, so is the word that is asked for. */
const forget = all(press(','), click('Forget everything'), async (page) => {
  const field = page.getByRole('dialog').getByRole('textbox');
  await field.fill(page.url().includes('&long') ? 'forget forget' : 'forget');
  await field.press('Enter');
});

/** Waits until the connection is lost, so that what moves then is seen to. */
const lost = (page) => page.locator('[role="alert"]').waitFor();

/** Looks at one page, by its key, in many scenes. */
const pages = (name, key, at, scenes) =>
  Object.entries(scenes).map(([state, scene]) => ({
    name: `${name}-${state}`,
    scene,
    act: state === 'offline' ? all(press(key), lost) : press(key),
    at,
    ...parts(state),
  }));

/** What axe looks at: the whole page once, and nothing where there is only more of the same. */
function parts(state) {
  if (state === 'docker' || state === 'states') return { axe: 'body' };
  return state === 'many' || state === 'busy' ? { axe: '' } : {};
}

const journey = Object.entries({
  empty: 'empty',
  one: 'one',
  many: 'many',
  error: 'error',
  trouble: 'trouble',
  blocked: 'blocked',
  unseen: 'unseen',
  unknown: 'unknown',
  long: 'long',
  identity: 'identity',
  docker: 'docker',
  noticed: 'noticed',
  clone: 'clone',
  running: 'running',
  stalled: 'stalled',
  early: 'early',
  elsewhere: 'elsewhere',
  estimated: 'estimated',
  overcome: 'overcome',
  failed: 'failed',
  cancelled: 'cancelled',
  question: 'question',
  device: 'device',
  tests: 'tests',
  commit: 'commit',
  review: 'review',
  ask: 'ask',
  drift: 'drift',
  busy: 'busy',
}).map(([state, scene]) => ({ name: `journey-${state}`, scene, ...parts(state) }));

/** Every look; what comes by itself is watched until a text is there. */
export const looks = [
  { name: 'loading', scene: 'loading', at: '[aria-busy="true"] h1' },
  ...journey,
  { name: 'journey-offline', scene: 'offline', at: '[role="alert"]' },
  { name: 'journey-undone', scene: 'undone', at: '[aria-label*="no longer holds"]', axe: '' },
  { name: 'journey-comes-to-hold', scene: 'held', until: /Build harbour/, axe: '' },
  { name: 'journey-streams', scene: 'running', until: /counting object 1\d,/, axe: '' },
  { name: 'journey-three-stream', scene: 'busy', until: /\[00[3-9]\d\d\]/, axe: '' },
  {
    name: 'services-stream',
    scene: 'services',
    act: press('s'),
    at: '#services-title',
    until: /\d\s*%/,
    axe: '',
  },
  {
    name: 'services-figures-come',
    scene: 'services-slow',
    act: press('s'),
    at: '#services-title',
    until: /\d\s*%/,
    axe: '',
  },
  { name: 'journey-held', scene: 'docker', act: pick('[data-step="tool-go"]') },
  { name: 'journey-muting', scene: 'docker', act: click('Mute') },
  { name: 'approval-first', scene: 'fresh' },
  { name: 'approval-changed', scene: 'changed' },
  { name: 'approval-many', scene: 'approve-many', axe: '' },
  { name: 'approval-put-off', scene: 'fresh', act: click('Not now') },
  ...pages('health', 'h', '#health-title', {
    empty: 'empty',
    loading: 'unseen',
    one: 'one',
    well: 'well',
    states: 'health',
    many: 'many',
    trouble: 'trouble',
    offline: 'offline',
    blocked: 'blocked',
  }),
  { name: 'health-aside', scene: 'health', act: all(press('h'), pick('[data-claim="path"]')) },
  ...pages('services', 's', '#services-title', {
    empty: 'services-none',
    loading: 'services-loading',
    one: 'services-one',
    states: 'services',
    many: 'services-many',
    error: 'services-error',
    elsewhere: 'services-elsewhere',
    missing: 'services-missing',
    away: 'services-away',
    fresh: 'services-fresh',
    offline: 'services-offline',
  }),
  {
    name: 'services-failed',
    scene: 'services',
    act: all(press('s'), pick('[data-service][data-mode="failed"]')),
    at: '#service-name',
  },
  {
    name: 'services-foreign',
    scene: 'services',
    act: all(press('s'), pick('[data-service="service/legacy/1"]')),
    at: '#service-name',
  },
  {
    name: 'services-act',
    scene: 'services-one',
    act: all(press('s'), click('Start over')),
    at: '[role="dialog"]',
  },
  ...pages('map', 'm', '#map-title', {
    empty: 'empty',
    one: 'one',
    some: 'map',
    many: 'map-many',
    long: 'map-long',
    done: 'map-done',
    blocked: 'blocked',
    offline: 'offline',
    free: 'done',
  }),
  {
    name: 'map-station',
    scene: 'map',
    act: all(press('m'), (page) => page.locator('[data-station="step:build"]').focus()),
    at: '#map-title',
  },
  {
    name: 'map-folded',
    scene: 'map',
    act: all(press('m'), pick('[data-station^="stage:"]')),
    at: '#map-title',
  },
  {
    name: 'map-table',
    scene: 'map',
    act: all(press('m'), pick('details > summary')),
    at: 'details table',
  },
  ...['timeline', 'notes', 'friction', 'impact'].flatMap((page) =>
    pages(page, { timeline: 't', notes: 'o', friction: 'f', impact: 'i' }[page], `#${page}-title`, {
      none: 'figures-none',
      loading: 'figures-loading',
      one: 'figures-one',
      some: 'figures',
      many: 'figures-many',
      error: 'figures-error',
      offline: 'figures-offline',
    }),
  ),
  {
    name: 'impact-wrong',
    scene: 'figures',
    act: all(press('i'), write(/^First commit/, '-5'), write(/^Hours that people work/, '200')),
    at: '[aria-invalid="true"]',
  },
  {
    name: 'timeline-step',
    scene: 'figures',
    act: all(press('t'), pick('main ol .quiet')),
    at: '#timeline-title',
  },
  {
    name: 'timeline-table',
    scene: 'figures',
    act: all(press('t'), pick('details > summary')),
    at: 'details table',
  },
  { name: 'import', scene: 'figures', act: all(press('f'), click('Import')), at: '[role="dialog"]' },
  ...pages('settings', ',', '#settings-title', {
    some: 'settings',
    shared: 'settings-shared',
    home: 'settings-home',
    error: 'settings-error',
  }),
  {
    name: 'settings-forget',
    scene: 'settings',
    act: all(press(','), click('Forget everything')),
    at: '[role="dialog"] .field',
    axe: '[role="dialog"]',
  },
  { name: 'settings-forgotten', scene: 'settings', act: forget, at: 'h1:focus' },
  { name: 'settings-forgotten-but', scene: 'settings-left', act: forget, at: 'h1:focus' },
  {
    name: 'settings-preview',
    scene: 'settings',
    act: all(press(','), click('See what would be sent')),
    at: '[role="dialog"] pre',
    axe: '[role="dialog"]',
  },
  {
    name: 'settings-unsent',
    scene: 'settings-unsent',
    act: all(press(','), click('See what would be sent'), click('Yes, send this')),
    at: '[role="dialog"] [role="alert"]',
    axe: '[role="dialog"]',
  },
  { name: 'settings-not-allowed', scene: 'settings-not-allowed', act: press(','), at: '#settings-title' },
  { name: 'journey-leaving', scene: 'leaving', at: '[role="alert"]', axe: 'body' },
  { name: 'welcome', scene: 'welcome' },
  { name: 'welcome-browser', scene: 'welcome-browser' },
  { name: 'finish', scene: 'done' },
  { name: 'finish-undone', scene: 'done-undone', at: '[aria-label*="no longer holds"]' },
  { name: 'first-light', scene: 'firstlight', at: '.light' },
  { name: 'palette', scene: 'docker', act: press('Control+k'), at: '[role="dialog"]' },
  { name: 'palette-many', scene: 'many', act: press('Control+k'), at: '[role="dialog"]', axe: '' },
  {
    name: 'palette-none',
    scene: 'docker',
    act: all(press('Control+k'), (page) => page.getByRole('combobox').fill('nothing of the kind')),
    at: '[role="dialog"]',
  },
  { name: 'shortcuts', scene: 'docker', act: press('?'), at: '[role="dialog"]' },
  { name: 'open', scene: 'docker', act: click(/^Open a journey/), at: '[role="dialog"]' },
  { name: 'note', scene: 'docker', act: press('w'), at: '[role="dialog"]' },
  {
    name: 'report',
    scene: 'docker',
    act: all(press('h'), click('Make a bug report')),
    at: '[role="dialog"]',
  },
  { name: 'stuck', scene: 'docker', act: click('stuck'), at: '[role="dialog"]' },
  {
    name: 'take-note-back',
    scene: 'figures',
    act: all(press('o'), click('Take it back')),
    at: '[role="dialog"]',
  },
  { name: 'send-note', scene: 'figures', act: all(press('o'), click('Send')), at: '[role="dialog"]' },
];
