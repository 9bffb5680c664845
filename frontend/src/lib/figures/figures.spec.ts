import { describe, expect, it, vi } from 'vitest';
import { demoSteps } from '../../fake/demo';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import { Figures } from './figures.svelte';

describe('figures', () => {
  it('keep what is assumed while an answer is under way', async () => {
    const { session, backend } = await sessionOf(makeState(demoSteps()));
    const figures = new Figures(session);
    await figures.seeImpact();

    const impact = backend.impact.bind(backend);
    vi.spyOn(backend, 'impact').mockImplementationOnce(async (...of) => {
      figures.assume({ hourly: 80 });
      return impact(...of);
    });
    figures.assume({ hourly: 8 });
    await figures.seeImpact();

    expect(figures.assumed?.hourly).toBe(80);
    await figures.seeImpact();
    expect(backend.kept.hourly).toBe(80);
  });
});
