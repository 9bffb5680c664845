import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import Notifications from './Notifications.svelte';
import { Chosen } from './settings.svelte';

async function open({ allowed = true, window = true, value = 'on' } = {}) {
  const { session, backend } = await sessionOf(makeState([]));
  if (!window) backend.quit = undefined;
  await backend.set('notifications', value);
  vi.spyOn(backend, 'mayNotify').mockResolvedValue(allowed);
  const chosen = new Chosen(session);
  await chosen.load();
  render(Notifications, { chosen, session });
  return backend;
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

describe('Notifications', () => {
  it('shows one, and says that it was handed on', async () => {
    const backend = await open();
    const notify = vi.spyOn(backend, 'notify').mockResolvedValue();
    await press('Show one now');
    expect(notify).toHaveBeenCalledOnce();
    expect(await screen.findByText(/^It was handed to your system/)).toHaveAttribute('role', 'status');
  });

  it('says that the system did not take it, and what helps', async () => {
    const backend = await open();
    vi.spyOn(backend, 'notify').mockRejectedValue({ message: 'No service shows notifications.' });
    await press('Show one now');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^No service shows notifications\. Your system did not take it/,
    );
  });

  it('has them allowed', async () => {
    const backend = await open({ allowed: false });
    expect(await screen.findByText('They are on, but not allowed yet.')).toBeInTheDocument();
    vi.spyOn(backend, 'askToNotify').mockResolvedValue(true);
    await press('Have your system allow them…');
    expect(await screen.findByRole('button', { name: 'Show one now' })).toBeInTheDocument();
  });

  it('says where they are allowed when the answer is no', async () => {
    const backend = await open({ allowed: false, window: false });
    vi.spyOn(backend, 'askToNotify').mockResolvedValue(false);
    await press('Allow this browser to show them…');
    expect(await screen.findByText(/in the settings of the browser\.$/)).toHaveAttribute('role', 'status');
  });

  it('asks for nothing while they are off, and switches them on', async () => {
    const backend = await open({ allowed: false, value: 'off' });
    expect(screen.queryByRole('button')).toBeNull();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Notifications' }), 'on');
    expect(backend.calls).toContain('set notifications on');
    expect(await screen.findByRole('button', { name: /allow them/ })).toBeInTheDocument();
  });
});
