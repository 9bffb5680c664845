import { number } from './locale';
import { span } from './time';
import type { Progress } from './wire';
import { units, words } from './words';

/** Writes a number of bytes as "999 B", "1.2 KB" or "80 MB". */
export function bytes(count: number): string {
  let value = Math.max(0, count);
  let unit = 0;
  while (value >= 999.5 && unit < units.bytes.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${number(value, digits, digits)} ${units.bytes[unit]}`;
}

/**
 * Writes how far a phase has come as "1.2 MB of 80 MB" or "120 of 400 · 1.2 MB · 2.0 MB/s · about 40 s left"; empty
 * when nothing is counted.
 */
export function amount(progress: Progress): string {
  const parts = [counted(progress)];
  if (progress.bytes) parts.push(bytes(progress.bytes));
  if (progress.rate) parts.push(words.run.rate(bytes(progress.rate)));
  if (progress.left) parts.push(words.run.left(span(progress.left * 1000)));
  return parts.filter(Boolean).join(' · ');
}

function counted(progress: Progress): string {
  if (progress.done <= 0 && progress.total <= 0) return '';
  const write = progress.unit === 'bytes' ? bytes : (count: number) => number(count);
  if (progress.total <= 0) return write(progress.done);
  return words.of(write(progress.done), write(progress.total));
}

/** The part of a phase that is done, from 0 to 1; undefined when its end is not known. */
export function fraction(progress: Progress): number | undefined {
  if (progress.total <= 0) return undefined;
  return Math.min(1, Math.max(0, progress.done / progress.total));
}
