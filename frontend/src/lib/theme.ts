import { recall, remember } from './memory';

/** How the window looks: light, dark, or as the system does. */
export type Look = 'light' | 'dark' | 'system';

const name = 'look';

/** Gives the window the look that it had last, until Firstlight says which the person chose. */
export function restoreLook(): void {
  const chosen = recall(name);
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
}

/** Gives the window a look and remembers it. */
export function chooseLook(look: Look): void {
  if (look === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = look;
  remember(name, look);
}
