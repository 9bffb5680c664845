import { recall, remember } from './memory';
import { afterPaint } from './paint';

/** How the window looks: light, dark, or as the system does. */
export type Look = 'light' | 'dark' | 'system';

const name = 'look';

/** Gives the window the look that it had last, until Firstlight says which the person chose. */
export function restoreLook(): void {
  const chosen = recall(name);
  if (chosen === 'light' || chosen === 'dark') wear(chosen);
}

/** Gives the window a look. */
export function wear(look: Look): void {
  if (look === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = look;
}

/** Gives the window a look, and remembers it once it is seen: to remember waits for the disk. */
export function chooseLook(look: Look): void {
  wear(look);
  afterPaint(() => remember(name, look));
}
