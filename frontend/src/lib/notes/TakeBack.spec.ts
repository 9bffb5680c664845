import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeNote } from '../../fake/figures';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import TakeBack from './TakeBack.svelte';

async function open() {
  const { session, backend } = await sessionOf(makeState([]));
  const onclose = vi.fn();
  const ontaken = vi.fn(async () => undefined);
  render(TakeBack, { note: makeNote({ seq: 7, text: 'It hurt' }), session, ontaken, onclose });
  return { session, backend, ontaken, onclose };
}

it('takes a note back, and says that it has', async () => {
  const { session, backend, ontaken } = await open();
  expect(screen.getByRole('dialog', { name: 'Take this note back?' })).toHaveTextContent('It hurt');
  await userEvent.click(screen.getByRole('button', { name: 'Take it back' }));
  await waitFor(() => expect(ontaken).toHaveBeenCalledOnce());
  expect(backend.calls).toContain('takeBackNote 7');
  expect(session.said).toBe('Taken back.');
});

it('leaves it where it is after all', async () => {
  const { backend, ontaken, onclose } = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(onclose).toHaveBeenCalledOnce();
  expect(ontaken).not.toHaveBeenCalled();
  expect(backend.calls).toEqual([]);
});

it('takes nothing back while the connection is lost', async () => {
  const { session, backend } = await open();
  session.online = false;
  const take = screen.getByRole('button', { name: 'Take it back' });
  await waitFor(() => expect(take).toHaveAttribute('aria-disabled', 'true'));
  await userEvent.click(take);
  expect(backend.calls).toEqual([]);
});
