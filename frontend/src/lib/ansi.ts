/** How a stretch of a program's output looks. Colours are 0 to 255 of the palette, or CSS. */
export interface Style {
  readonly fg?: number | string;
  readonly bg?: number | string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

/** A stretch of text in one style. */
export interface Stretch {
  text: string;
  style: Style;
}

/** The style that output begins in. */
export const plain: Style = {};

const escape = String.fromCharCode(27);
const bell = String.fromCharCode(7);
// Colours and weights; every other command to a terminal, which is dropped.
const sequence = new RegExp(
  [
    `${escape}\\[([\\d;:]*)m`,
    `${escape}\\[[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]`,
    `${escape}\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?`,
    `${escape}[\\x20-\\x2f]*[\\x30-\\x7e]`,
  ].join('|'),
  'g',
);
const controls = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]/g; // eslint-disable-line no-control-regex

/** Splits one line of output into stretches, from the style that the line before ended in. */
export function stretches(line: string, start: Style = plain): { stretches: Stretch[]; end: Style } {
  const found: Stretch[] = [];
  let style = start;
  let from = 0;
  const add = (text: string) => {
    const clean = text.replaceAll(escape, '').replace(controls, '');
    if (clean !== '') found.push({ text: clean, style });
  };
  for (const match of line.matchAll(sequence)) {
    add(line.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[1] !== undefined) style = applied(style, match[1]);
  }
  add(line.slice(from));
  return { stretches: found, end: style };
}

/** The style that a line ends in. */
export function endStyle(line: string, start: Style): Style {
  return line.includes(escape) ? stretches(line, start).end : start;
}

/** The text of a line without its commands to a terminal. */
export function bare(line: string): string {
  return stretches(line)
    .stretches.map((stretch) => stretch.text)
    .join('');
}

function applied(style: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map(Number);
  let next = { ...style };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) next = {};
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 7) next.inverse = true;
    else if (code === 22) next = { ...next, bold: false, dim: false };
    else if (code === 23) next.italic = false;
    else if (code === 24) next.underline = false;
    else if (code === 27) next.inverse = false;
    else if (code === 39) delete next.fg;
    else if (code === 49) delete next.bg;
    else if (code >= 30 && code <= 37) next.fg = code - 30;
    else if (code >= 40 && code <= 47) next.bg = code - 40;
    else if (code >= 90 && code <= 97) next.fg = code - 82;
    else if (code >= 100 && code <= 107) next.bg = code - 92;
    else if (code === 38 || code === 48) {
      const colour = extended(codes.slice(i + 1));
      i += colour.used;
      if (colour.value !== undefined) next[code === 38 ? 'fg' : 'bg'] = colour.value;
    }
  }
  return next;
}

function extended(codes: number[]): { value?: number | string; used: number } {
  const [kind, a = 0, b = 0, c = 0] = codes;
  if (kind === 5) return { value: a <= 15 ? a : cube(a), used: 2 };
  if (kind === 2) return { value: `rgb(${byte(a)} ${byte(b)} ${byte(c)})`, used: 4 };
  return { used: codes.length };
}

/** The colour that a terminal shows for an index from 16 to 255. */
function cube(index: number): string {
  if (index >= 232) {
    const grey = 8 + 10 * (Math.min(index, 255) - 232);
    return `rgb(${grey} ${grey} ${grey})`;
  }
  const level = (n: number) => (n === 0 ? 0 : 55 + 40 * n);
  const i = index - 16;
  return `rgb(${level(Math.floor(i / 36))} ${level(Math.floor(i / 6) % 6)} ${level(i % 6)})`;
}

function byte(n: number): number {
  return Math.min(255, Math.max(0, n));
}
