import { day, hour } from './locale';
import { words } from './words';

/** Writes the day of a time in RFC 3339 as people speak of it: "Tuesday, 24 November 2026". */
export function dayOf(time: string): string {
  return day(time);
}

/** Writes a time that is past: of the present day its hour, "14:05 today", and else its day. */
export function pastOf(time: string, now: number): string {
  const sameDay = new Date(time).toDateString() === new Date(now).toDateString();
  return sameDay ? words.today(hour(time)) : dayOf(time);
}

/** The day after today as a date input has it: "2026-11-25". */
export function tomorrow(now: number): string {
  const at = new Date(now + 24 * 60 * 60 * 1000);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
