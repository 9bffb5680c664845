import { describe, expect, it } from 'vitest';
import { millis, running, span } from './time';

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
