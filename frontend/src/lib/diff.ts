/** One line of the difference between two texts. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

// Beyond this many pairs of lines the texts are shown one after the other.
const most = 1_000_000;

/** The difference between two texts, line by line, with the fewest lines removed and added. */
export function difference(before: string, after: string): DiffLine[] {
  const a = before === '' ? [] : before.split('\n');
  const b = after === '' ? [] : after.split('\n');
  if (a.length * b.length > most) return [...mark('removed', a), ...mark('added', b)];
  const common = lengths(a, b);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push(...mark('same', [a[i++] ?? '']));
      j++;
    } else if (at(common, i + 1, j) >= at(common, i, j + 1)) {
      lines.push(...mark('removed', [a[i++] ?? '']));
    } else {
      lines.push(...mark('added', [b[j++] ?? '']));
    }
  }
  return [...lines, ...mark('removed', a.slice(i)), ...mark('added', b.slice(j))];
}

/** How many lines the rests of the two texts have in common, from every pair of lines on. */
function lengths(a: string[], b: string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] ?? [];
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] =
        a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: number[][], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function mark(kind: DiffLine['kind'], texts: string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }));
}
