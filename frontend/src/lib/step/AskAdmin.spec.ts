import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import AskAdmin from './AskAdmin.svelte';

async function open() {
  const { session, backend } = await sessionOf(makeState([]));
  render(AskAdmin, { step: 'docker', fix: 'apt', answers: { user: 'ada' }, session });
  return {
    backend,
    press: () => userEvent.click(screen.getByRole('button', { name: /^No administrator rights/ })),
  };
}

it('copies a request with the answers that were given, and says so', async () => {
  const { backend, press } = await open();
  const request = vi.spyOn(backend, 'request').mockResolvedValue('Please run: apt-get install docker.io');
  expect(screen.getByRole('status')).toHaveTextContent('');
  await press();
  expect(request).toHaveBeenCalledExactlyOnceWith('docker', 'apt', { user: 'ada' });
  expect(backend.calls).toContain('copy Please run: apt-get install docker.io');
  expect(screen.getByRole('status')).toHaveTextContent('Copied. Paste it into a message');
});

it('says why there is no request', async () => {
  const { backend, press } = await open();
  vi.spyOn(backend, 'request').mockRejectedValue({ message: 'User is needed.' });
  await press();
  expect(screen.getByRole('status')).toHaveTextContent('User is needed.');
  expect(backend.calls.some((call) => call.startsWith('copy'))).toBe(false);
});

it('says why it could not be copied', async () => {
  const { backend, press } = await open();
  vi.spyOn(backend, 'copy').mockRejectedValue(new Error('The clipboard is closed to this page'));
  await press();
  expect(screen.getByRole('status')).toHaveTextContent('The clipboard is closed to this page');
});
