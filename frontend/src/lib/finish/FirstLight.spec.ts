import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { minute, spent } from '../../fake/make';
import FirstLight from './FirstLight.svelte';

it('celebrates until it is closed, and takes no focus', async () => {
  const onclose = vi.fn();
  const milestone = {
    name: 'first-commit',
    title: 'First commit',
    at: '2026-11-24T09:00:00.000Z',
    elapsed_ms: 48 * minute,
    spent: spent(),
  };
  render(FirstLight, { milestone, onclose });
  expect(screen.getByText('Your first commit, 48 m after you began.')).toBeInTheDocument();
  expect(document.body).toHaveFocus();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onclose).toHaveBeenCalledOnce();
});
