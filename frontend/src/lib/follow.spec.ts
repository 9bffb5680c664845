import { describe, expect, it } from 'vitest';
import { following, scrolled } from './follow';

describe('scrolled', () => {
  it('follows while the list stands at its end', () => {
    expect(scrolled(following, { top: 800, height: 200, total: 1000 })).toEqual({ on: true, top: 800 });
  });

  it('lets go when someone scrolls up', () => {
    const at = scrolled(following, { top: 800, height: 200, total: 1000 });
    expect(scrolled(at, { top: 780, height: 200, total: 1000 })).toEqual({ on: false, top: 780 });
  });

  it('keeps following when the list has only grown', () => {
    const at = scrolled(following, { top: 800, height: 200, total: 1000 });
    expect(scrolled(at, { top: 800, height: 200, total: 1400 }).on).toBe(true);
  });

  it('stays let go while someone scrolls down but not to the end', () => {
    expect(scrolled({ on: false, top: 300 }, { top: 400, height: 200, total: 1000 }).on).toBe(false);
  });

  it('follows again from the end', () => {
    expect(scrolled({ on: false, top: 300 }, { top: 795, height: 200, total: 1000 }).on).toBe(true);
  });
});
