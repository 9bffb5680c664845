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

/** Loads all of them ahead, once the window is open, so that none of them is waited for. */
export function loadPages(): void {
  // One that cannot be loaded says so where it is wanted.
  for (const load of Object.values(pages)) load().catch(() => undefined);
}
