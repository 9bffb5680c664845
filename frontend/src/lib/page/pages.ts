/** What nobody needs for the window to open, pages and what lies on them: each is loaded when it is first wanted. */
export const pages = {
  health: async () => (await import('../health/HealthPage.svelte')).default,
  services: async () => (await import('../services/ServicesPage.svelte')).default,
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

/**
 * Loads a page ahead once its place is pointed at or has the focus, so that it is there
 * by the time it is wanted: to load all of them when the window opens is work and memory
 * for pages that most people do not look at that day.
 */
export function loadAhead({ target }: Event): void {
  const place = target instanceof Element && target.closest<HTMLElement>('[data-place]')?.dataset['place'];
  // One that cannot be loaded says so where it is wanted.
  if (place && place in pages) pages[place as keyof typeof pages]().catch(() => undefined);
}
