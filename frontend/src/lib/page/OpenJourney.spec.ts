import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import OpenJourney from './OpenJourney.svelte';

it('opens the journey that is named', async () => {
  const { session, backend } = await sessionOf(makeState([]));
  const onclose = vi.fn();
  render(OpenJourney, { session, onclose });
  expect(screen.getByRole('button', { name: 'Open' })).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Path'), ' demo {Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(backend.calls).toEqual(['open demo ']);
});

it('says why a journey cannot be opened, and stays', async () => {
  const { session } = await sessionOf(makeState([]));
  const onclose = vi.fn();
  render(OpenJourney, { session, onclose });
  await userEvent.type(screen.getByLabelText('Path'), '/nowhere{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'There is no journey at /nowhere. Name a journey file',
  );
  expect(onclose).not.toHaveBeenCalled();
});
