import { expect, it } from 'vitest';
import { beside } from './outcome';

const printed = (...lines: string[]) => lines.map((text) => ({ text }));

it.each([
  [
    'go test ended with exit code 1: FAIL',
    printed('--- FAIL: TestCrew', 'FAIL'),
    'go test ended with exit code 1',
  ],
  ['No space left on device', printed('no space left on device', ''), ''],
  ['The disk is full', printed('make: done'), 'The disk is full'],
  ['The disk is full', printed(), 'The disk is full'],
  ['', printed('make: done'), ''],
])('of “%s” says beside what was printed: %#', (reason, lines, said) => {
  expect(beside(reason, lines)).toBe(said);
});
