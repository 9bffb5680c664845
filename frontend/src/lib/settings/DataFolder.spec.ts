import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { makeSettings } from '../../fake/settings';
import { sessionOf } from '../../testing/session';
import DataFolder from './DataFolder.svelte';

async function open(moved = false) {
  const { session, backend } = await sessionOf(makeState([]));
  render(DataFolder, { data: { ...makeSettings().data, moved }, session });
  return backend;
}

const show = () => userEvent.click(screen.getByRole('button', { name: 'Open the folder' }));

it('says where what it knows and the code are, and opens the folder', async () => {
  const backend = await open();
  expect(screen.getByText('What it knows').nextElementSibling).toHaveTextContent('~/.local/share/firstlight');
  expect(screen.getByText('Your code').nextElementSibling).toHaveTextContent('~/firstlight');
  expect(screen.getByText(/^To move both into one folder: .*FIRSTLIGHT_HOME/)).toBeInTheDocument();
  await show();
  expect(backend.calls).toContain('showData');
});

it('says what has put them elsewhere', async () => {
  await open(true);
  expect(screen.getByText(/^The environment variable FIRSTLIGHT_HOME says so/)).toBeInTheDocument();
});

it('says why the folder cannot be opened', async () => {
  const backend = await open();
  vi.spyOn(backend, 'showData').mockRejectedValue({ message: 'No program opens folders here.' });
  await show();
  expect(await screen.findByRole('alert')).toHaveTextContent('No program opens folders here.');
});
