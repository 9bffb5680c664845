import { describe, expect, it } from 'vitest';
import { Lines } from './lines';

function texts(lines: Lines): string[] {
  return lines.slice(0, lines.count).map((line) => line.text);
}

describe('Lines', () => {
  it('adds what follows on', () => {
    const lines = new Lines();
    expect(lines.append(0, ['a', 'b'])).toBe(true);
    expect(lines.append(2, ['c'])).toBe(true);
    expect(texts(lines)).toEqual(['a', 'b', 'c']);
    expect(lines.next).toBe(3);
  });

  it('leaves out what it has already', () => {
    const lines = new Lines();
    lines.append(0, ['a', 'b']);
    expect(lines.append(1, ['b', 'c'])).toBe(true);
    expect(lines.append(0, ['a'])).toBe(true);
    expect(texts(lines)).toEqual(['a', 'b', 'c']);
  });

  it('refuses lines when some before them are missing', () => {
    const lines = new Lines();
    lines.append(0, ['a']);
    expect(lines.append(5, ['f'])).toBe(false);
    expect(texts(lines)).toEqual(['a']);
  });

  it('keeps no more than its limit, and the newest', () => {
    const lines = new Lines(10);
    for (let i = 0; i < 25; i++) lines.append(i, [`line ${i}`]);
    expect(lines.count).toBeLessThanOrEqual(10);
    expect(lines.next).toBe(25);
    expect(texts(lines).at(-1)).toBe('line 24');
    expect(texts(lines)[0]).toBe(`line ${lines.first}`);
  });

  it('begins again where older lines are gone', () => {
    const lines = new Lines();
    lines.append(0, ['a']);
    lines.skipTo(500);
    expect(lines.append(500, ['z'])).toBe(true);
    expect([lines.first, lines.next, lines.count]).toEqual([500, 501, 1]);
  });

  it('carries colours from line to line', () => {
    const lines = new Lines();
    lines.append(0, ['\u001b[31mred', 'still red\u001b[0m', 'plain']);
    expect(lines.slice(0, 3).map((line) => line.start)).toEqual([{}, { fg: 1 }, {}]);
  });
});
