/** How often at most a person's activity at one step is told, in milliseconds. */
export const tellEvery = 20_000;

/**
 * Returns what to call at each sign of the person: it tells the first, one
 * every so often after that, and one at each change of step.
 */
export function activity(tell: (step: string) => void, now: () => number): (step: string) => void {
  let last: { step: string; at: number } | undefined;
  return (step) => {
    const at = now();
    if (last?.step === step && at - last.at < tellEvery) return;
    last = { step, at };
    tell(step);
  };
}
