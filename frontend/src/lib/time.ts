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

/** Writes a length of time in its largest unit alone: "2 h" where span writes "2 h 14 m". */
export function roughly(ms: number): string {
  const rest = Math.max(0, ms);
  if (rest < hour) return span(rest);
  return rest < day ? of(rest, hour, units.hour) : of(rest, day, units.day);
}

/** Writes a running length of time, to the second below an hour: "4 m 07 s". */
export function running(ms: number): string {
  const rest = Math.max(0, ms);
  if (rest < minute || rest >= hour) return span(rest);
  return `${of(rest, minute, units.minute)} ${twoDigits(Math.floor((rest % minute) / second))} ${units.second}`;
}

/**
 * Writes the parts of a whole, each as span does, or running where that writes the whole. Those that are written in the
 * unit of the whole add up, cut down as the whole is: what is cut off goes to those that would lose most by it.
 */
export function spans(whole: number, parts: readonly number[], write: typeof span = span): string[] {
  const fine = write === running;
  const grain = grainOf(whole, fine);
  const counts = parts.map((ms) => Math.floor(ms / grain));
  // What is written in a smaller unit than the whole makes no other larger than it is.
  const coarse = [...parts.keys()].filter((i) => grainOf(parts[i] ?? 0, fine) === grain);
  const finer = parts.reduce((sum, ms, i) => (coarse.includes(i) ? sum : sum + ms), 0);
  let left = Math.floor((whole - finer) / grain);
  for (const i of coarse) left -= counts[i] ?? 0;
  const loss = (i: number) => (parts[i] ?? 0) % grain;
  for (const i of [...coarse].sort((a, b) => loss(b) - loss(a))) {
    if (left < 1 || loss(i) === 0) break;
    counts[i] = (counts[i] ?? 0) + 1;
    left -= 1;
  }
  return parts.map((ms, i) => write(coarse.includes(i) ? (counts[i] ?? 0) * grain : ms));
}

/** The smallest unit in which a length of time is written. */
function grainOf(ms: number, fine: boolean): number {
  if (ms < minute || (fine && ms < hour)) return second;
  return ms < day ? minute : hour;
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
