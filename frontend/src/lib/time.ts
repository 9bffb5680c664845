const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Writes a length of time in milliseconds as "12 s", "4 m", "2 h 14 m" or "3 d 4 h". */
export function span(ms: number): string {
  const rest = Math.max(0, ms);
  if (rest < minute) return `${Math.floor(rest / second)} s`;
  if (rest < hour) return `${Math.floor(rest / minute)} m`;
  if (rest < day) return pair(Math.floor(rest / hour), 'h', Math.floor((rest % hour) / minute), 'm');
  return pair(Math.floor(rest / day), 'd', Math.floor((rest % day) / hour), 'h');
}

/** Writes a running length of time, to the second below an hour: "4 m 07 s". */
export function running(ms: number): string {
  const rest = Math.max(0, ms);
  if (rest < minute || rest >= hour) return span(rest);
  return `${Math.floor(rest / minute)} m ${String(Math.floor((rest % minute) / second)).padStart(2, '0')} s`;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Milliseconds of a time in RFC 3339; NaN for an empty text. */
export function millis(time: string): number {
  return Date.parse(time);
}
