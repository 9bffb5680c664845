import { describe, expect, it, vi } from 'vitest';
import { Asked } from './asked.svelte';
import type { Pulse } from './wire';

const commit: Pulse = { milestone: 'first-commit', title: 'First commit' };

describe('what a person is asked', () => {
  it('stays as it was where it cannot be known', async () => {
    const ask = vi.fn<() => Promise<Pulse | null>>().mockResolvedValueOnce(commit);
    const asked = new Asked(ask, () => 'mine');
    await asked.see();
    ask.mockRejectedValueOnce(new Error('away'));
    await asked.see();
    expect(asked.due).toEqual(commit);
  });

  it('is not that of another onboarding', async () => {
    let shown = 'mine';
    const asked = new Asked(
      async () => commit,
      () => shown,
    );
    const seen = asked.see();
    shown = 'another';
    await seen;
    expect(asked.due).toBeUndefined();
  });

  it('is asked no more once it was answered, and then by what is due since', async () => {
    const push: Pulse = { milestone: 'first-push', title: 'First push' };
    const ask = vi.fn<() => Promise<Pulse | null>>().mockResolvedValueOnce(commit).mockResolvedValue(push);
    const asked = new Asked(ask, () => 'mine');
    await asked.see();
    asked.at('step:commit');
    asked.answer.score = 4;
    await asked.see();
    expect(asked.due).toEqual(commit);
    asked.done();
    expect(asked.answer).toEqual({ score: 0, better: '' });
    await vi.waitFor(() => expect(asked.due).toEqual(push));
  });
});
