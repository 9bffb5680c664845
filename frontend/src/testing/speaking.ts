import { vi } from 'vitest';

/** Has the browser name these languages, the one that the person reads best first. */
export function speaking(...languages: string[]): void {
  vi.spyOn(navigator, 'languages', 'get').mockImplementation(() => [...languages]);
}
