import { describe, expect, it } from 'vitest';
import { above, visible } from './virtual';

describe('visible', () => {
  it('draws only what is in view and a few rows around it', () => {
    expect(visible(2000, 200, 20, 100_000, 4)).toEqual({
      from: 96,
      to: 116,
      offset: 1920,
      height: 2_000_000,
    });
  });

  it('draws the same rows until it was scrolled by a few', () => {
    const drawn = (top: number) => {
      const { from, to } = visible(top, 200, 20, 100_000, 4);
      return [from, to];
    };
    expect(drawn(2000)).toEqual([96, 116]);
    expect(drawn(2040)).toEqual([96, 116]);
    expect(drawn(2041)).toEqual([96, 120]);
    expect(drawn(2080)).toEqual([100, 120]);
  });

  it('draws the same rows while earlier ones go', () => {
    for (const gone of [0, 1, 2, 3, 40]) {
      const { from, to } = visible(2000 - gone * 20, 200, 20, 100_000 - gone, 4, gone);
      expect([from + gone, to + gone]).toEqual([96, 116]);
    }
  });

  it('begins at the first row', () => {
    expect(visible(0, 200, 20, 1000, 4)).toMatchObject({ from: 0, to: 16, offset: 0 });
  });

  it('ends at the last row', () => {
    expect(visible(19_800, 200, 20, 1000, 4)).toMatchObject({ from: 984, to: 1000 });
  });

  it('draws a short list whole', () => {
    expect(visible(0, 200, 20, 3)).toEqual({ from: 0, to: 3, offset: 0, height: 60 });
  });

  it('stays inside a list that has become shorter', () => {
    expect(visible(50_000, 200, 20, 20, 2)).toMatchObject({ from: 8, to: 20 });
  });

  it('draws nothing of an empty list', () => {
    expect(visible(0, 200, 20, 0)).toEqual({ from: 0, to: 0, offset: 0, height: 0 });
  });
});

it('counts what stands above each part of a list', () => {
  expect(above([3, 0, 20, 1])).toEqual([0, 3, 3, 23]);
  expect(above([])).toEqual([]);
});
