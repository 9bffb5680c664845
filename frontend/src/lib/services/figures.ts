import { bytes } from '../amount';
import { percent } from '../locale';
import { words } from '../words';

/** Writes how many cores are kept busy as a part of one: "0.4%", "12%" or "230%"; "…" while it is not known. */
export function cores(count: number): string {
  if (count < 0) return '…';
  return percent(count, count < 0.0995 ? 1 : 0);
}

/** Writes memory, and against its limit where there is one: "24 MB of 64 MB". */
export function memory(used: number, limit = 0): string {
  return limit > 0 ? words.of(bytes(used), bytes(limit)) : bytes(used);
}

/** As wide as cores are written. */
export function mostCores(): string {
  return cores(9.99);
}

/** As wide as memory is written, against its limit where there is one. */
export function mostMemory(limit = 0): string {
  return memory(999_000_000, limit);
}
