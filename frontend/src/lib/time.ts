import { number, twoDigits } from './locale';
import { units } from './words';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Writes a length of time in milliseconds as "12 s", "4 m", "2 h 14 m" or "3 d 4 h". */
export function span(ms: number): string {
  const rest = Math.max(0, ms);
  if (rest < minute) return of(rest, second, units.second);
  if (rest < hour) return of(rest, minute, units.minute);
  if (rest < day) return pair(of(rest, hour, units.hour), rest % hour, minute, units.minute);
  return pair(of(rest, day, units.day), rest % day, hour, units.hour);
}

/** Writes a running length of time, to the second below an hour: "4 m 07 s". */
export function running(ms: number): string {
  const rest = Math.max(0, ms);
  if (rest < minute || rest >= hour) return span(rest);
  return `${of(rest, minute, units.minute)} ${twoDigits(Math.floor((rest % minute) / second))} ${units.second}`;
}

function of(ms: number, each: number, unit: string): string {
  return `${number(Math.floor(ms / each))} ${unit}`;
}

function pair(large: string, rest: number, each: number, unit: string): string {
  return rest < each ? large : `${large} ${of(rest, each, unit)}`;
}

/** Milliseconds of a time in RFC 3339; NaN for an empty text. */
export function millis(time: string): number {
  return Date.parse(time);
}
