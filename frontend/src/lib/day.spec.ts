import { describe, expect, it } from 'vitest';
import { dayOf, pastOf, tomorrow } from './day';

describe('dayOf', () => {
  it('writes a day as people speak of it', () => {
    expect(dayOf('2026-11-24T10:00:00.000Z')).toBe('Tuesday, 24 November 2026');
  });

  it('writes nothing for no time', () => {
    expect(dayOf('')).toBe('');
  });
});

describe('pastOf', () => {
  const at = new Date(2026, 10, 24, 9, 5);

  it('names the hour on the day itself, and only then', () => {
    expect(pastOf(at.toISOString(), at.getTime() + 60_000)).toMatch(/^(09:05|9:05 AM) today$/);
    expect(pastOf(at.toISOString(), new Date(2026, 10, 25, 0, 1).getTime())).toBe(
      'Tuesday, 24 November 2026',
    );
  });

  it('writes nothing for no time', () => {
    expect(pastOf('', at.getTime())).toBe('');
  });
});

describe('tomorrow', () => {
  it('is the next day where the person is, over the end of a year', () => {
    expect(tomorrow(new Date(2026, 11, 31, 15, 0).getTime())).toBe('2027-01-01');
  });
});
