import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import Forgotten from './Forgotten.svelte';

async function open(left: string[], window = true) {
  const { session, backend } = await sessionOf(makeState([]));
  if (!window) backend.quit = undefined;
  render(Forgotten, { wiped: { folder: '~/.local/share/firstlight', left }, session });
  return backend;
}

it('takes the focus, as all that had it is gone, and closes', async () => {
  const backend = await open([]);
  expect(screen.getByRole('heading', { level: 1, name: 'Everything is forgotten' })).toHaveFocus();
  expect(screen.queryByRole('list')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Close Firstlight' }));
  expect(backend.calls).toContain('quit');
});

it('names what could not be forgotten', async () => {
  await open(['Your keyring still has what you signed in with.']);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Nearly everything is forgotten');
  expect(screen.getByRole('listitem')).toHaveTextContent('Your keyring still has what you signed in with.');
});

it('leaves the tab of a browser to the person', async () => {
  await open([], false);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText('Firstlight has ended. You can close this tab.')).toBeInTheDocument();
});
