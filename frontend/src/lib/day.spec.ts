import { describe, expect, it } from 'vitest';
import { dayOf, tomorrow } from './day';

describe('dayOf', () => {
  it('writes a day as people speak of it', () => {
    expect(dayOf('2026-11-24T10:00:00.000Z')).toBe('Tuesday, 24 November 2026');
  });

  it('writes nothing for no time', () => {
    expect(dayOf('')).toBe('');
  });
});

describe('tomorrow', () => {
  it('is the next day where the person is, over the end of a year', () => {
    expect(tomorrow(new Date(2026, 11, 31, 15, 0).getTime())).toBe('2027-01-01');
  });
});
