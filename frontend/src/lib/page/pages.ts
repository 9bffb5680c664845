import { loadSheets } from './sheet';

/** What nobody needs for the window to open, pages and what lies on them: each is loaded when it is first wanted. */
export const pages = {
  health: async () => (await import('../health/HealthPage.svelte')).default,
  services: async () => (await import('../services/ServicesPage.svelte')).default,
  map: async () => (await import('../map/MapPage.svelte')).default,
  timeline: async () => (await import('../timeline/TimelinePage.svelte')).default,
  notes: async () => (await import('../notes/NotesPage.svelte')).default,
  friction: async () => (await import('../friction/FrictionPage.svelte')).default,
  impact: async () => (await import('../impact/ImpactPage.svelte')).default,
  settings: async () => (await import('../settings/SettingsPage.svelte')).default,
  forgotten: async () => (await import('../settings/Forgotten.svelte')).default,
  stuck: async () => (await import('../letter/StuckSheet.svelte')).default,
  pulse: async () => (await import('../pulse/Pulse.svelte')).default,
  welcome: async () => (await import('../open/Welcome.svelte')).default,
  finish: async () => (await import('../finish/FinishPage.svelte')).default,
};

/** All that the window opens without: what shows a sheet, and every page. */
export const later: readonly (() => Promise<unknown>)[] = [loadSheets, ...Object.values(pages)];

/**
 * Loads one thing after the other once the person first points at the window or presses
 * a key in it, so that what she wants next is there at once. A window that only stands
 * there is spared the work and the memory. Returns what calls it off.
 */
export function loadWhenTouched(loads: readonly (() => Promise<unknown>)[]): () => void {
  const off = new AbortController();
  const load = async () => {
    off.abort();
    // One that cannot be loaded says so where it is wanted.
    for (const each of loads) await each().catch(() => undefined);
  };
  for (const touch of ['pointermove', 'pointerdown', 'keydown']) {
    window.addEventListener(touch, () => void load(), { signal: off.signal });
  }
  return () => off.abort();
}
