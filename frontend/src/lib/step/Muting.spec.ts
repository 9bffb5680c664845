import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Step } from '../wire';
import Muting from './Muting.svelte';

async function open(part: Partial<Step> = {}) {
  const step = makeStep({ id: 'docker', status: 'failing', ...part });
  const { session, backend } = await sessionOf(makeState([step]));
  const { rerender } = render(Muting, { step, session });
  return { session, backend, step, rerender };
}

describe('Muting', () => {
  it('needs a reason, and takes a last day', async () => {
    const { backend, session } = await open();
    await userEvent.click(screen.getByRole('button', { name: 'Mute…' }));
    const reason = screen.getByLabelText('Why');
    expect(reason).toHaveFocus();
    expect(screen.getByRole('button', { name: 'Mute it' })).toBeDisabled();
    await userEvent.type(reason, ' I use a container ');
    await userEvent.type(screen.getByLabelText(/Until the end of/), '2199-01-31');
    await userEvent.click(screen.getByRole('button', { name: 'Mute it' }));
    expect(backend.calls).toEqual(['mute docker I use a container 2199-01-31']);
    expect(session.said).toBe('Muted.');
  });

  it('says how much room there is left for the reason', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Mute…' }));
    await userEvent.paste('x'.repeat(1990));
    expect(screen.getByLabelText('Why')).toHaveAccessibleDescription(/day on which.*10 characters left$/);
  });

  it('can be thought better of', async () => {
    const { backend } = await open();
    await userEvent.click(screen.getByRole('button', { name: 'Mute…' }));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.getByRole('button', { name: 'Mute…' })).toHaveFocus();
    expect(backend.calls).toEqual([]);
  });

  it.each(['Why', /Until the end of/])(
    'is left with Esc from %s, and what was written stays',
    async (field) => {
      await open();
      await userEvent.click(screen.getByRole('button', { name: 'Mute…' }));
      await userEvent.type(screen.getByLabelText('Why'), 'I use a container');
      screen.getByLabelText(field).focus();
      await userEvent.keyboard('{Escape}');
      const opener = screen.getByRole('button', { name: 'Mute…' });
      expect(opener).toHaveFocus();
      await userEvent.click(opener);
      expect(screen.getByLabelText('Why')).toHaveValue('I use a container');
    },
  );

  it('says why and until when a claim is muted, and takes it back', async () => {
    const mute = { reason: 'a server', since: '', until: '2027-02-01T00:00:00.000Z' };
    const { backend } = await open({ status: 'muted', mute });
    expect(screen.getByText('You muted this: a server')).toBeInTheDocument();
    expect(screen.getByText(/after Monday, 1 February 2027/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Tell me of it again' }));
    expect(backend.calls).toEqual(['unmute docker']);
  });

  it('keeps the focus where muting is offered anew', async () => {
    const mute = { reason: 'a server', since: '', until: '' };
    const { backend, session, step, rerender } = await open({ status: 'muted', mute });
    const rest = { ...step, status: 'failing' };
    delete rest.mute;
    vi.spyOn(backend, 'unmute').mockImplementation(() => rerender({ step: rest, session }));
    await userEvent.click(screen.getByRole('button', { name: 'Tell me of it again' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Mute…' })).toHaveFocus());
  });

  it('says what went wrong', async () => {
    const { backend } = await open();
    backend.mute = () =>
      Promise.reject({ code: 'internal', message: 'The disk is full', hint: 'Make room.' });
    await userEvent.click(screen.getByRole('button', { name: 'Mute…' }));
    await userEvent.type(screen.getByLabelText('Why'), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Mute it' }));
    expect(await screen.findByText(/The disk is full/)).toBeInTheDocument();
  });
});
