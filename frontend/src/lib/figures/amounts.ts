import { day, month, number, percent } from '../locale';
import { span } from '../time';
import { units } from '../words';

const minute = 60_000;
const hour = 60 * minute;

/**
 * Writes what many people's time adds up to in hours, since days of it would read as days of one person. Less than a
 * tenth of an hour would read as none.
 */
export function hours(ms: number): string {
  if (ms > 0 && ms < hour / 10) return span(ms);
  return `${round(ms / hour)} ${units.hour}`;
}

/** Writes a number with as many digits as it is worth: "1,240", "12", "3.4". */
export function round(value: number): string {
  const digits = Math.abs(value) < 9.95 && value !== 0 ? 1 : 0;
  return number(value, digits);
}

/** Writes a difference with its sign: "−12 m", "+3 h", "±0 s". */
export function signed(ms: number): string {
  const text = span(Math.abs(ms));
  if (Math.abs(ms) < 1000) return `±${text}`;
  return `${ms < 0 ? '−' : '+'}${text}`;
}

/** Writes a part in a hundred; nothing where there is nothing to take a part of. */
export function inHundred(part: number, of: number): string {
  return of === 0 ? '' : percent(part / of);
}

/** Writes the month of a time such as "2026-03" or "2026-03-05T…" as "March 2026". */
export function monthOf(time: string): string {
  return month(`${time.slice(0, 7)}-01T00:00:00Z`) || time;
}

/** Writes the day of a time: "5 Mar 2026". */
export function shortDay(time: string): string {
  return day(time, true);
}
