import { describe, expect, it } from 'vitest';
import { amount, bytes, fraction } from './amount';

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [1234, '1.2 KB'],
    [9960, '10 KB'],
    [999_600, '1.0 MB'],
    [80_100_000, '80 MB'],
    [3_200_000_000, '3.2 GB'],
  ])('writes %d as %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });
});

describe('amount', () => {
  it.each([
    [{ done: 120, total: 4000, unit: 'items' }, '120 of 4,000'],
    [{ done: 1_200_000, total: 80_000_000, unit: 'bytes' }, '1.2 MB of 80 MB'],
    [{ done: 37, total: 0, unit: 'items' }, '37'],
    [{ done: 0, total: 0, unit: 'items' }, ''],
    [
      { done: 450, total: 1000, unit: 'items', bytes: 1_258_291, rate: 2_411_724, left: 75 },
      '450 of 1,000 · 1.3 MB · 2.4 MB/s · about 1 m left',
    ],
    [{ done: 7, total: 0, unit: 'items', bytes: 300 }, '7 · 300 B'],
  ])('writes %o as %s', (progress, text) => {
    expect(amount({ phase: '', ...progress })).toBe(text);
  });
});

describe('fraction', () => {
  it('is the part that is done', () => {
    expect(fraction({ phase: '', done: 1, total: 4, unit: 'items' })).toBe(0.25);
  });

  it('never goes beyond the whole', () => {
    expect(fraction({ phase: '', done: 9, total: 4, unit: 'items' })).toBe(1);
  });

  it('is not known when the end is not', () => {
    expect(fraction({ phase: '', done: 9, total: 0, unit: 'items' })).toBeUndefined();
  });
});
