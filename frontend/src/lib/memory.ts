/** The few things that this window remembers for itself. None of them is a fact of the onboarding. */
const prefix = 'firstlight.';

/** What was remembered under a name; undefined where nothing was or nothing can be. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined;
  } catch {
    // Storage can be switched off; then nothing is remembered.
    return undefined;
  }
}

/** Forgets all that was remembered. */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // Storage can be switched off; then nothing was remembered.
  }
}

/** Remembers a text under a name, where that is possible. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Storage can be switched off or full; then nothing is remembered.
  }
}
