import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import Attest from './Attest.svelte';

const step = makeStep({ id: 'hello', kind: 'ask', status: 'failing', pending: true });

it('records what the person says, with her note', async () => {
  const { session, backend } = await sessionOf(makeState([step]));
  render(Attest, { step, session });
  await userEvent.type(screen.getByLabelText(/A note/), ' Met Kim ');
  await userEvent.click(screen.getByRole('button', { name: 'I did it' }));
  expect(backend.calls).toEqual(['attest hello Met Kim']);
});

it('says how much room there is left for the note', async () => {
  const { session } = await sessionOf(makeState([step]));
  render(Attest, { step, session });
  screen.getByLabelText(/A note/).focus();
  await userEvent.paste('x'.repeat(1990));
  expect(screen.getByLabelText(/A note/)).toHaveAccessibleDescription('10 characters left');
});

it('says why it could not be recorded', async () => {
  const { session, backend } = await sessionOf(makeState([step]));
  vi.spyOn(backend, 'attest').mockRejectedValue({ code: 'conflict', message: 'Waits for: Push', hint: '' });
  render(Attest, { step, session });
  await userEvent.click(screen.getByRole('button', { name: 'I did it' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Waits for: Push');
});
