import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeSpread } from '../../fake/figures';
import { makeTimelineStep } from '../../fake/timeline';
import type { TimelineStep } from '../wire';
import StepDetail from './StepDetail.svelte';

const failure = (n: number, cause = '') => ({
  from_ms: n,
  to_ms: n + 1,
  use: 'fix',
  title: 'Install it',
  outcome: 'failed',
  failed: true,
  reason: `reason ${n}`,
  cause,
});

function open(part: Partial<TimelineStep> = {}, worked = true) {
  const told = { onopen: vi.fn(), onzoom: vi.fn(), onclose: vi.fn() };
  const stretches: ['hands_on' | 'machine', number][] = worked
    ? [
        ['hands_on', 12],
        ['machine', 3],
      ]
    : [];
  const step = makeTimelineStep({ id: 'docker', title: 'Docker answers', ...part }, 0, ...stretches);
  render(StepDetail, { step, ...told });
  return { ...told, detail: screen.getByRole('region', { name: 'Docker answers' }) };
}

describe('StepDetail', () => {
  it('is told when another step is chosen', () => {
    expect(open().detail).toHaveAttribute('aria-live', 'polite');
  });

  it('says how the time was split, and leaves out the kinds of which there was none', () => {
    const { detail } = open();
    expect(detail).toHaveTextContent(/hands-on 12 m\s*machine 3 m/);
    expect(detail).not.toHaveTextContent(/waiting|away/);
    expect(detail).toHaveTextContent('You and your machine worked 15 m at it.');
  });

  it('sets it beside what others took', () => {
    const { detail } = open({ others: makeSpread(96, 480_000) });
    expect(detail).toHaveTextContent('worked 15 m at it; half of 96 people at most 8 m.');
  });

  it('concludes nothing from too few', () => {
    const { detail } = open({ others: makeSpread(3, 480_000) });
    expect(detail).toHaveTextContent('3 people before you are too few to compare with.');
  });

  it('says how often it was tried and came undone', () => {
    const { detail } = open({ attempts: 3, failures: 1, undone: 2 });
    expect(detail).toHaveTextContent(
      'Tried 3 times, 1 did not end well. 2 times it held, and then no longer.',
    );
  });

  it('says why the last two tries failed, plainly where that is known', () => {
    const { detail } = open({ tries: [failure(1), failure(2), failure(3, 'The disk is full.')] });
    expect(detail).toHaveTextContent(/reason 2\s*The disk is full\.$/);
    expect(detail).not.toHaveTextContent('reason 1');
    expect(detail).not.toHaveTextContent('reason 3');
  });

  it('says that no time went into it, and has nothing to look at closely then', () => {
    const { detail } = open({}, false);
    expect(detail).toHaveTextContent('No time went into it.');
    expect(screen.getByRole('button', { name: 'Look at it closely' })).toBeDisabled();
  });

  it('leads on', async () => {
    const { onopen, onzoom, onclose } = open();
    await userEvent.click(screen.getByRole('button', { name: 'Go to the step' }));
    await userEvent.click(screen.getByRole('button', { name: 'Look at it closely' }));
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect([onopen, onzoom, onclose].map((each) => each.mock.calls.length)).toEqual([1, 1, 1]);
  });
});
