import { describe, expect, it } from 'vitest';
import { around, Axis, Scale, shifted, ticks, zoomed } from './scale';

const minute = 60_000;
const hour = 60 * minute;
const pause = (from: number, to: number) => ({ from_ms: from, to_ms: to, kind: 'away' });
const pauses = [pause(2 * hour, 18 * hour), pause(20 * hour, 44 * hour)];

describe('Axis', () => {
  it('folds pauses to narrow bands of the same width', () => {
    const axis = new Axis(46 * hour, pauses, true);
    expect(axis.length).toBeCloseTo(6 * hour + 2 * axis.width);
    expect(axis.place(18 * hour) - axis.place(2 * hour)).toBeCloseTo(axis.width);
    expect(axis.place(46 * hour)).toBeCloseTo(axis.length);
  });

  it('leaves most of the picture to the work, however many pauses there are', () => {
    const nights = Array.from({ length: 100 }, (_, i) => pause((24 * i + 8) * hour, 24 * (i + 1) * hour));
    const axis = new Axis(2400 * hour, nights, true);
    expect(axis.width * axis.folds.length).toBeLessThanOrEqual(0.2 * 800 * hour + 1);
  });

  it('is time itself where nothing is folded', () => {
    const axis = new Axis(46 * hour, pauses, false);
    expect(axis.length).toBe(46 * hour);
    expect(axis.place(19 * hour)).toBe(19 * hour);
  });

  it.each([0, hour, 2 * hour, 10 * hour, 18 * hour, 19 * hour, 44 * hour, 45.5 * hour])(
    'finds the moment at the place of %d ms again',
    (ms) => {
      const axis = new Axis(46 * hour, pauses, true);
      expect(axis.moment(axis.place(ms))).toBeCloseTo(ms, 3);
    },
  );

  it('never runs backwards', () => {
    const axis = new Axis(46 * hour, pauses, true);
    for (let ms = 0; ms < 46 * hour; ms += 7 * minute) {
      expect(axis.place(ms + 7 * minute)).toBeGreaterThan(axis.place(ms));
    }
  });
});

describe('zoom', () => {
  const axis = new Axis(10 * hour, [], true);
  const whole = { from: 0, to: axis.length };

  it('keeps the middle, and stays within the axis', () => {
    expect(zoomed(axis, whole, 0.5)).toEqual({ from: 2.5 * hour, to: 7.5 * hour });
    expect(zoomed(axis, { from: 0, to: hour }, 4)).toEqual({ from: 0, to: 4 * hour });
    expect(zoomed(axis, whole, 2)).toEqual(whole);
  });

  it('comes no closer than to some seconds', () => {
    let range = whole;
    for (let i = 0; i < 60; i++) range = zoomed(axis, range, 0.5);
    expect(range.to - range.from).toBe(5000);
  });

  it('moves along, to the end and no further', () => {
    const range = { from: 8 * hour, to: 9 * hour };
    expect(shifted(axis, range, 0.5)).toEqual({ from: 8.5 * hour, to: 9.5 * hour });
    expect(shifted(axis, range, 5)).toEqual({ from: 9 * hour, to: 10 * hour });
  });

  it('shows what lies between two moments', () => {
    const range = around(axis, 2 * hour, 3 * hour);
    expect(range.from).toBeLessThan(2 * hour);
    expect(range.to).toBeGreaterThan(3 * hour);
    expect(around(axis, 0, 10 * hour)).toEqual(whole);
  });
});

describe('ticks', () => {
  it.each([true, false])('have room between them and lie in no pause (folded: %s)', (folded) => {
    const axis = new Axis(46 * hour, pauses, folded);
    const found = ticks(new Scale(axis, { from: 0, to: axis.length }, 600), 80);
    expect(found.length).toBeGreaterThan(2);
    found.slice(1).forEach((tick, i) => expect(tick.x - (found[i]?.x ?? 0)).toBeGreaterThanOrEqual(80));
    if (!folded) return;
    for (const { ms } of found) {
      expect(pauses.some(({ from_ms, to_ms }) => from_ms < ms && ms < to_ms)).toBe(false);
    }
  });

  it('end for a way of years, of which next to nothing was worked', () => {
    const years = 3 * 365 * 24 * hour;
    const axis = new Axis(years, [pause(minute, years - minute)], true);
    expect(ticks(new Scale(axis, { from: 0, to: axis.length }, 600), 80).length).toBeLessThan(9);
  });
});
