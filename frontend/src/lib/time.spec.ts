import { describe, expect, it } from 'vitest';
import { millis, roughly, running, span, spans } from './time';

const s = 1000;
const m = 60 * s;
const h = 60 * m;
const d = 24 * h;

describe('span', () => {
  it.each([
    [-5, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [12 * s, '12 s'],
    [59_999, '59 s'],
    [m, '1 m'],
    [4 * m + 59 * s, '4 m'],
    [h - 1, '59 m'],
    [h, '1 h'],
    [2 * h + 14 * m, '2 h 14 m'],
    [d - 1, '23 h 59 m'],
    [d, '1 d'],
    [3 * d + 4 * h + 50 * m, '3 d 4 h'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(span(ms)).toBe(text);
  });
});

describe('roughly', () => {
  it.each([
    [12 * s, '12 s'],
    [4 * m + 59 * s, '4 m'],
    [2 * h + 14 * m, '2 h'],
    [3 * d + 4 * h, '3 d'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(roughly(ms)).toBe(text);
  });
});

describe('spans', () => {
  it.each([
    ['none', 0, [0, 0], ['0 s', '0 s']],
    ['seconds', 9_900, [4_600, 3_300, 2_000], ['4 s', '3 s', '2 s']],
    ['minutes', 9 * m, [4 * m + 50 * s, 2 * m + 40 * s, m + 30 * s], ['5 m', '3 m', '1 m']],
    ['what is whole', 9 * m, [4 * m, 5 * m, 0], ['4 m', '5 m', '0 s']],
    [
      'what is shorter than their unit',
      9 * m,
      [4 * m + 40 * s, 3 * m + 50 * s, 30 * s],
      ['4 m', '4 m', '30 s'],
    ],
    ['hours and minutes', 2 * h + 30 * s, [h + 45 * s, 59 * m + 45 * s], ['1 h 1 m', '59 m']],
    [
      'days',
      3 * d + 4 * h,
      [45 * m, d + 20 * h + 40 * m, d + 6 * h + 35 * m],
      ['45 m', '1 d 21 h', '1 d 6 h'],
    ],
    ['no part becomes more for what is shorter', 3 * m + 9 * s, [2 * m + 22 * s, 47 * s], ['2 m', '47 s']],
    ['a whole that is a little more than they are', 9 * m, [4 * m, 5 * m - 1], ['4 m', '5 m']],
  ])('add up to what is written of the whole: %s', (_, whole, parts, texts) => {
    expect(spans(whole, parts)).toEqual(texts);
  });

  it('are written to the second where the whole runs below an hour', () => {
    expect(spans(4 * m + 7 * s, [3 * m + 200, m + 6 * s + 800], running)).toEqual(['3 m 00 s', '1 m 07 s']);
    expect(spans(2 * h, [h + 30 * s, 59 * m + 30 * s], running)).toEqual(['1 h', '59 m 30 s']);
  });
});

describe('running', () => {
  it.each([
    [12 * s, '12 s'],
    [4 * m + 7 * s, '4 m 07 s'],
    [59 * m + 59 * s, '59 m 59 s'],
    [h + 7 * s, '1 h'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(running(ms)).toBe(text);
  });
});

describe('millis', () => {
  it('reads a time in UTC', () => {
    expect(millis('1970-01-01T00:00:01.500Z')).toBe(1500);
  });

  it('gives no number for no time', () => {
    expect(millis('')).toBeNaN();
  });
});
