import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import RunProgress from './RunProgress.svelte';

const bar = () => screen.getByRole('progressbar');
const filled = () => bar().querySelector<HTMLElement>('div')?.style.width;

it('has its place before anything is known, and claims no figure', () => {
  render(RunProgress, { progress: undefined });
  expect(screen.getByText('Under way')).toBeInTheDocument();
  expect(bar()).toHaveAccessibleName('Progress');
  expect(bar()).not.toHaveAttribute('aria-valuenow');
  expect(filled()).toBeUndefined();
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
  expect(bar()).toHaveAccessibleName('Receiving objects');
  expect(bar()).toHaveAttribute('aria-valuenow', '30');
  expect(filled()).toBe('30%');
});

it('counts on without a share where the end is not known', () => {
  render(RunProgress, { progress: { phase: 'Pulling', done: 2_000_000, total: 0, unit: 'bytes' } });
  expect(screen.getByText('2.0 MB')).toBeInTheDocument();
  expect(bar()).not.toHaveAttribute('aria-valuenow');
});

it('is told to a reader when nothing comes', async () => {
  const { rerender } = render(RunProgress, { progress: undefined });
  expect(screen.queryByRole('status')).toBeNull();
  await rerender({ note: 'Nothing has been printed for 2 m.' });
  expect(screen.getByRole('status')).toHaveTextContent('Nothing has been printed for 2 m.');
});
