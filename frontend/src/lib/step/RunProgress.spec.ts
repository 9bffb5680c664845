import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import RunProgress from './RunProgress.svelte';

const bar = () => screen.getByRole('progressbar');
const filled = () => bar().querySelector<HTMLElement>('div')?.style.width;

it('has its place before anything is known, and claims no figure', () => {
  render(RunProgress, { progress: undefined });
  expect(screen.getByText('Under way').closest('.progress')?.querySelector('.room')).toBeInTheDocument();
  expect(screen.queryByRole('progressbar')).toBeNull();
});

it.each([
  [3000, '25'],
  [12_000, '95'],
  [60_000, '95'],
])('fills by the time that it took before, and never to the end: after %d ms', (elapsed, percent) => {
  render(RunProgress, { progress: undefined, elapsed, usual: 12_000 });
  expect(bar()).toHaveAccessibleName('Progress');
  expect(bar()).toHaveAttribute('aria-valuetext', `${percent}%, going by the time that it took before`);
  expect(bar()).toHaveAttribute('aria-valuenow', percent);
  expect(filled()).toBe(`${percent}%`);
});

it('fills by what is known, where anything is', () => {
  const progress = { phase: 'Receiving objects', done: 1, total: 4, unit: 'items' };
  render(RunProgress, { progress, elapsed: 9000, usual: 12_000 });
  expect(bar()).toHaveAccessibleName('Progress');
  expect(bar()).not.toHaveAttribute('aria-valuetext');
  expect(filled()).toBe('25%');
});

it('does not go back behind what the time had filled when the first share comes, and keeps its name', async () => {
  const progress = (done: number, total = 100) => ({ phase: 'Pulling', done, total, unit: 'items' });
  const { rerender } = render(RunProgress, { progress: undefined, elapsed: 6000, usual: 10_000 });
  expect(filled()).toBe('60%');
  await rerender({ progress: progress(2), elapsed: 7000 });
  expect(filled()).toBe('60%');
  expect(bar()).toHaveAccessibleName('Progress');
  expect(bar()).toHaveAttribute('aria-valuetext', '60%, going by the time that it took before');
  await rerender({ progress: progress(61), elapsed: 20_000 });
  expect(filled()).toBe('61%');
  expect(bar()).toHaveAccessibleName('Progress');
  expect(bar()).not.toHaveAttribute('aria-valuetext');
  await rerender({ progress: progress(7, 0), elapsed: 21_000 });
  expect(screen.queryByRole('progressbar'), 'a share that is not known any more').toBeNull();
});

it('says the phase, how far it has come, and fills as far', () => {
  render(RunProgress, {
    progress: {
      phase: 'Receiving objects',
      done: 120,
      total: 400,
      unit: 'items',
      bytes: 1_200_000,
      left: 40,
    },
  });
  expect(screen.getByText('Receiving objects')).toBeInTheDocument();
  expect(screen.getByText('120 of 400 · 1.2 MB · about 40 s left')).toBeInTheDocument();
  expect(bar()).toHaveAttribute('aria-valuenow', '30');
  expect(filled()).toBe('30%');
});

it('counts on without a share where the end is not known', () => {
  render(RunProgress, { progress: { phase: 'Pulling', done: 2_000_000, total: 0, unit: 'bytes' } });
  expect(screen.getByText('2.0 MB')).toBeInTheDocument();
  expect(screen.queryByRole('progressbar')).toBeNull();
});

it('says what is to be known in place of the phase, so that nothing moves', async () => {
  const { container, rerender } = render(RunProgress, { progress: undefined });
  expect(screen.getByText('Under way')).toBeInTheDocument();
  const lines = container.querySelectorAll('p').length;
  await rerender({ note: 'Nothing has been printed for 2 m.' });
  expect(screen.getByText('Nothing has been printed for 2 m.')).toBeInTheDocument();
  expect(screen.queryByText('Under way')).toBeNull();
  expect(container.querySelectorAll('p')).toHaveLength(lines);
});

it('shows no share of what has not told of any, and never ran before', () => {
  render(RunProgress, { progress: null, elapsed: 9000 });
  expect(screen.queryByRole('progressbar')).toBeNull();
});
