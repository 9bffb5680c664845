/** A paragraph of an author's text, or lines that she set apart by indenting them. */
export interface Block {
  kind: 'text' | 'code';
  text: string;
}

/** A piece of a paragraph: words, or an address to open. */
export interface Piece {
  text: string;
  url?: string;
}

const indent = '    ';

/** Splits an author's text into paragraphs and indented code. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  let gap = true;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      gap = true;
      continue;
    }
    const kind = line.startsWith(indent) ? 'code' : 'text';
    const last = found.at(-1);
    const joins = last?.kind === kind && (kind === 'code' || !gap);
    if (!joins) found.push({ kind, text: kind === 'code' ? line.slice(indent.length) : line.trim() });
    else if (kind === 'code') last.text += `${gap ? '\n\n' : '\n'}${line.slice(indent.length)}`;
    else last.text += `\n${line.trim()}`;
    gap = false;
  }
  return found;
}

const address = /https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]]/g;

/** Splits a paragraph into words and the web addresses in it. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: match[0], url: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}
