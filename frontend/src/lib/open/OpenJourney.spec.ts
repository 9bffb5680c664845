import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import OpenJourney from './OpenJourney.svelte';

it('goes back to a journey that was opened before, on its track', async () => {
  const { session, backend } = await sessionOf(makeState([]));
  const onclose = vi.fn();
  vi.spyOn(session, 'open').mockResolvedValue();
  render(OpenJourney, { session, onclose });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Payments backend ~/src/payments · backend' }),
  );
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(session.open).toHaveBeenCalledWith('~/src/payments', 'backend');
  expect(backend.calls).toEqual([]);
});

it('offers the others only, and one without a name by where it is from', async () => {
  const state = makeState([]);
  const { session } = await sessionOf({ ...state, journey: { ...state.journey, source: 'demo', track: '' } });
  render(OpenJourney, { session, onclose: vi.fn() });
  expect(
    await screen.findByRole('button', { name: /^https:\/\/github.com\/acme\/ledger/ }),
  ).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Harbour/ })).not.toBeInTheDocument();
});

it('says why one that was opened before cannot be, and stays', async () => {
  const { session } = await sessionOf(makeState([]));
  const onclose = vi.fn();
  render(OpenJourney, { session, onclose });
  await userEvent.click(await screen.findByRole('button', { name: /^Payments/ }));
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no journey at ~/src/payments.');
  expect(onclose).not.toHaveBeenCalled();
});

it('opens another one without a list of those before', async () => {
  const { session, backend } = await sessionOf(makeState([]));
  backend.before = [];
  const onclose = vi.fn();
  render(OpenJourney, { session, onclose });
  await userEvent.click(screen.getByRole('button', { name: /^Try the demo/ }));
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(screen.queryByText('Opened before')).not.toBeInTheDocument();
});
