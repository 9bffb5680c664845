import type Sheets from './Sheets.svelte';

/** What can lie over the window. */
export type Sheet = 'palette' | 'shortcuts' | 'open' | 'report' | 'note';

/** Loads what shows a sheet, which nobody needs for the window to open. */
export async function loadSheets(): Promise<typeof Sheets> {
  return (await import('./Sheets.svelte')).default;
}
