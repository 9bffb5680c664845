import type { Aside } from './session.svelte';

/** What a key stands for in the window. */
export type Shortcut =
  'palette' | 'run' | 'check' | 'next' | 'back' | 'down' | 'up' | 'note' | 'help' | Aside;

const single: Record<string, Shortcut> = {
  r: 'run',
  c: 'check',
  n: 'next',
  b: 'back',
  j: 'down',
  k: 'up',
  h: 'health',
  s: 'services',
  m: 'map',
  t: 'timeline',
  o: 'notes',
  f: 'friction',
  i: 'impact',
  ',': 'settings',
  w: 'note',
  '?': 'help',
};

/** The keys of each shortcut, as they are written for a person. */
export function keysOf(shortcut: Shortcut): string[] {
  if (shortcut === 'palette') return [onMac() ? '⌘' : 'Ctrl', 'K'];
  return Object.keys(single).filter((key) => single[key] === shortcut);
}

/**
 * The shortcut that a key press stands for. Single keys count only where they
 * are wanted, and never where a person types.
 */
export function shortcutOf(event: KeyboardEvent, singleKeys: boolean): Shortcut | undefined {
  if (
    event.key.toLowerCase() === 'k' &&
    (event.ctrlKey || event.metaKey) &&
    !event.altKey &&
    !event.shiftKey
  ) {
    return 'palette';
  }
  if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return undefined;
  if (event.target instanceof Element && event.target.closest('input, textarea, select, [role=dialog]')) {
    return undefined;
  }
  return single[event.key];
}

/**
 * Tells keys that were meant for a field which has gone: a claim may come to stand
 * otherwise while one types, and the field goes with its form.
 */
export function typist(now: () => number): (event: KeyboardEvent) => boolean {
  /** How long after one key the next still belongs to the same text, in milliseconds. */
  const within = 1000;
  let field: Element | null = null;
  let at = -Infinity;
  return (event) => {
    const into = event.target instanceof Element ? event.target.closest('input, textarea') : null;
    const astray = !into && !!field && !field.isConnected && now() - at < within;
    // Who ends the text herself means the next key as it is.
    const ends =
      ['Escape', 'Tab'].includes(event.key) || (event.key === 'Enter' && into instanceof HTMLInputElement);
    if (into) field = ends ? null : into;
    if (into || astray) at = now();
    return astray && !event.ctrlKey && !event.metaKey;
  };
}

/** Where a key moves to in a list of that many items; undefined for other keys. */
export function moved(key: string, index: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return stepped('down', index, count);
    case 'ArrowUp':
    case 'k':
      return stepped('up', index, count);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** The place after one in a list of that many items, or before it. */
export function stepped(towards: 'down' | 'up', index: number, count: number): number {
  return towards === 'down' ? Math.min(count - 1, index + 1) : Math.max(0, index - 1);
}

function onMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
