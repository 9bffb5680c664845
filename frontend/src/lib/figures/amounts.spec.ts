import { describe, expect, it } from 'vitest';
import { hours, inHundred, monthOf, round, shortDay, signed } from './amounts';

const hour = 3_600_000;

describe('amounts', () => {
  it.each([
    [0, '0 h'],
    [0.07 * hour, '4 m'],
    [0.1 * hour, '0.1 h'],
    [1.24 * hour, '1.2 h'],
    [9.96 * hour, '10 h'],
    [1240.4 * hour, '1,240 h'],
  ])('writes %d ms of many people as %s', (ms, text) => expect(hours(ms)).toBe(text));

  it.each([
    [0, '0'],
    [3.44, '3.4'],
    [-3.44, '-3.4'],
    [12.6, '13'],
  ])('writes %d as %s', (value, text) => expect(round(value)).toBe(text));

  it.each([
    [-12 * 60_000, '−12 m'],
    [3 * hour, '+3 h'],
    [400, '±0 s'],
    [-400, '±0 s'],
  ])('writes a difference of %d ms as %s', (ms, text) => expect(signed(ms)).toBe(text));

  it('writes a part in a hundred, and nothing of nothing', () => {
    expect(inHundred(1, 3)).toBe('33%');
    expect(inHundred(0, 0)).toBe('');
  });

  it('writes months and days, whatever the zone', () => {
    expect(monthOf('2026-03')).toBe('March 2026');
    expect(monthOf('soon')).toBe('soon');
    expect(shortDay('2026-03-05T12:00:00.000Z')).toBe('5 Mar 2026');
    expect(shortDay('')).toBe('');
  });
});
