import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';
import Later from './Later.svelte';

const page = createRawSnippet<[string]>((loaded) => ({ render: () => `<p>${loaded()}</p>` }));

it('shows a page once it is loaded', async () => {
  render(Later<string>, { load: () => Promise.resolve('The page'), page });
  expect(await screen.findByText('The page')).toBeInTheDocument();
});

it('says why a page cannot be loaded, and tries again', async () => {
  const load = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('The connection is gone'))
    .mockResolvedValueOnce('The page');
  render(Later<string>, { load, page });
  expect(await screen.findByRole('alert')).toHaveTextContent('The connection is gone');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('The page')).toBeInTheDocument();
  expect(load).toHaveBeenCalledTimes(2);
});
