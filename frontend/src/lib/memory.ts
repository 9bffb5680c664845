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

/** Remembers a text under a name, where that is possible. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Storage can be switched off or full; then nothing is remembered.
  }
}
