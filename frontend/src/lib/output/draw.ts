import type { Stretch, Style } from '../ansi';

/**
 * Draws the stretches of a line into an element, which nothing else draws into, and
 * changes only what differs from the time before. A log that runs away changes
 * hundreds of stretches a second: to watch each by itself costs more than to draw it.
 */
export function drawer(): (line: HTMLElement, parts: readonly Stretch[]) => void {
  const drawn: { text: string; look: string; kind: string }[] = [];
  return (line, parts) => {
    parts.forEach(({ text, style }, i) => {
      const span = (line.children[i] ?? line.appendChild(document.createElement('span'))) as HTMLElement;
      const before = drawn[i] ?? { text: '', look: '', kind: '' };
      const now = { text, look: look(style), kind: kinds(style) };
      if (before.text !== now.text) span.textContent = now.text;
      if (before.look !== now.look) span.style.cssText = now.look;
      if (before.kind !== now.kind) span.className = now.kind;
      drawn[i] = now;
    });
    for (; drawn.length > parts.length; drawn.pop()) line.lastElementChild?.remove();
  };
}

function look(style: Style): string {
  return (style.inverse ? '' : colour(style.fg)) + ground(style.inverse ? (style.fg ?? 7) : style.bg);
}

function colour(value: number | string | undefined): string {
  if (value === undefined) return '';
  // A colour of the program's own choice is drawn towards the ink, so that it can be read on either ground.
  return `color:${typeof value === 'number' ? `var(--ansi-${value})` : `color-mix(in srgb, ${value} 55%, var(--ink))`};`;
}

function ground(value: number | string | undefined): string {
  if (value === undefined) return '';
  const base = typeof value === 'number' ? `var(--ansi-${value})` : value;
  return `background-color:color-mix(in srgb, ${base} 18%, var(--well))`;
}

function kinds({ bold, dim, italic, underline }: Style): string {
  return [bold && 'bold', dim && 'dim', italic && 'italic', underline && 'underline']
    .filter(Boolean)
    .join(' ');
}
