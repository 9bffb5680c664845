import { describe, expect, it } from 'vitest';
import { Attempt } from './attempt.svelte';

describe('an attempt', () => {
  it('is busy while the work goes on, and does not begin it twice', async () => {
    const attempt = new Attempt();
    let begun = 0;
    let finish: (() => void) | undefined;
    const work = () => {
      begun++;
      return new Promise<void>((resolve) => (finish = resolve));
    };
    const first = attempt.make(work);
    await attempt.make(work);
    expect(begun).toBe(1);
    expect(attempt.busy).toBe(true);
    finish?.();
    await first;
    expect(attempt.busy).toBe(false);
  });

  it('keeps what went wrong until the next time', async () => {
    const attempt = new Attempt();
    await attempt.make(() => Promise.reject(new Error('The line was cut')));
    expect(attempt.busy).toBe(false);
    expect(attempt.fault?.message).toBe('The line was cut');
    await attempt.make(() => Promise.resolve());
    expect(attempt.fault).toBeUndefined();
  });
});
