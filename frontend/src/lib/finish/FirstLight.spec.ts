import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { minute, spent } from '../../fake/make';
import FirstLight from './FirstLight.svelte';

const milestone = {
  name: 'first-commit',
  title: 'First commit',
  at: '2026-11-24T09:00:00.000Z',
  elapsed_ms: 48 * minute,
  spent: spent(),
};

it('goes by itself, but not from under the pointer', () => {
  vi.useFakeTimers();
  try {
    const onclose = vi.fn();
    render(FirstLight, { milestone, onclose });
    const card = screen.getByRole('region');
    vi.advanceTimersByTime(10_000);
    card.dispatchEvent(new Event('pointerenter'));
    flushSync();
    vi.advanceTimersByTime(60_000);
    expect(onclose).not.toHaveBeenCalled();
    card.dispatchEvent(new Event('pointerleave'));
    flushSync();
    vi.advanceTimersByTime(12_000);
    expect(onclose).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});

it('celebrates until it is closed, and takes no focus', async () => {
  const onclose = vi.fn();
  render(FirstLight, { milestone, onclose });
  expect(screen.getByText('Your first commit, 48 m after you began.')).toBeInTheDocument();
  expect(document.body).toHaveFocus();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onclose).toHaveBeenCalledOnce();
});
