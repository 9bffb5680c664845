import type { MatcherFunction } from '@testing-library/svelte';

/** Matches the command that is shown as that text, whatever its words are kept whole by. */
export function command(text: string): MatcherFunction {
  return (_, element) => element?.tagName === 'CODE' && element.textContent === text;
}
