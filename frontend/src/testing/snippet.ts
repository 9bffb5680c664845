import { createRawSnippet, type Snippet } from 'svelte';

/** What a component is given to hold, as HTML with one root. */
export function snippet(html: string): Snippet {
  return createRawSnippet(() => ({ render: () => html }));
}
