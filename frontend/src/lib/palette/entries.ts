import { computeCommandScore } from 'bits-ui';

/** One thing that the palette offers. */
export interface Entry {
  id: string;
  title: string;
  /** What stands beside the title, and is searched as well. */
  aside: string;
  /** What else it may be called, by which it is found. */
  also?: readonly string[] | undefined;
  /** Does it. */
  choose: () => void;
}

/** The most entries that are shown at once. */
export const shownAtMost = 40;

/** How well an entry has to match: letters that lie far apart in many words are in any. */
const least = 0.001;

/** The entries that match what was typed, best first; all in their own order where nothing was. */
export function matching(entries: readonly Entry[], typed: string): Entry[] {
  const text = typed.trim();
  if (text === '') return [...entries];
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, text) }))
    .filter(({ score }) => score > least)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

/** How well an entry fits what was typed: what is called so comes before whatever else may be called so. */
function scoreOf({ title, aside, also = [] }: Entry, text: string): number {
  const called = title.toLowerCase().includes(text.toLowerCase());
  return called
    ? 1 + computeCommandScore(title, text, [aside])
    : computeCommandScore(title, text, [aside, ...also]);
}
