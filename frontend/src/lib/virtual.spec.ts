import { describe, expect, it } from 'vitest';
import { visible } from './virtual';

describe('visible', () => {
  it('draws only what is in view and a few rows around it', () => {
    expect(visible(2000, 200, 20, 100_000, 4)).toEqual({
      from: 96,
      to: 114,
      offset: 1920,
      height: 2_000_000,
    });
  });

  it('begins at the first row', () => {
    expect(visible(0, 200, 20, 1000, 4)).toMatchObject({ from: 0, to: 14, offset: 0 });
  });

  it('ends at the last row', () => {
    expect(visible(19_800, 200, 20, 1000, 4)).toMatchObject({ from: 986, to: 1000 });
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
