import { describe, expect, it } from 'vitest';
import { difference } from './diff';

function written(before: string, after: string): string[] {
  const sign = { same: ' ', removed: '-', added: '+' };
  return difference(before, after).map((line) => sign[line.kind] + line.text);
}

describe('difference', () => {
  it('shows only what changed as changed', () => {
    expect(written('set -e\ngo test ./...\necho ok', 'set -e\ngo test -race ./...\necho ok')).toEqual([
      ' set -e',
      '-go test ./...',
      '+go test -race ./...',
      ' echo ok',
    ]);
  });

  it('finds nothing between equal texts', () => {
    expect(written('a\nb', 'a\nb')).toEqual([' a', ' b']);
  });

  it('shows a new text as added', () => {
    expect(written('', 'curl x\nsh x')).toEqual(['+curl x', '+sh x']);
  });

  it('shows a text that is gone as removed', () => {
    expect(written('rm x', '')).toEqual(['-rm x']);
  });

  it('keeps moved surroundings in place', () => {
    expect(written('a\nb\nc', 'x\na\nc\ny')).toEqual(['+x', ' a', '-b', ' c', '+y']);
  });

  it('shows very long texts one after the other', () => {
    const long = Array.from({ length: 1100 }, (_, i) => `line ${i}`).join('\n');
    const lines = difference(long, `${long}!`);
    expect(lines.filter((line) => line.kind === 'removed')).toHaveLength(1100);
    expect(lines.filter((line) => line.kind === 'added')).toHaveLength(1100);
  });
});
