import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { demoUntil } from '../../fake/demo';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import Pulse from './Pulse.svelte';

async function open() {
  const { session, backend } = await sessionOf(makeState(demoUntil('commit')));
  const due = { milestone: 'first-commit', title: 'First commit' };
  session.asked.due = due;
  const { unmount } = render(Pulse, { due, place: 'step:commit', session });
  return { session, backend, due, unmount };
}

describe('the pulse', () => {
  it('keeps an answer with what would have made it better', async () => {
    const { session, backend } = await open();
    expect(screen.queryByRole('button', { name: 'Keep the answer' })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: '4' }));
    await userEvent.type(screen.getByLabelText(/^What would have made/), 'A shorter build');
    await userEvent.click(screen.getByRole('button', { name: 'Keep the answer' }));
    await waitFor(() => expect(session.asked.due).toBeUndefined());
    expect(backend.calls).toContain('pulse first-commit 4 A shorter build');
  });

  it('says how much room there is left for what would have made it better', async () => {
    await open();
    await userEvent.click(screen.getByRole('radio', { name: '4' }));
    screen.getByLabelText(/^What would have made/).focus();
    await userEvent.paste('x'.repeat(1990));
    expect(screen.getByLabelText(/^What would have made/)).toHaveAccessibleDescription('10 characters left');
  });

  it('keeps the focus while the answer is kept, and asks once', async () => {
    const { session, backend } = await open();
    let end: () => void = () => undefined;
    const pulse = vi
      .spyOn(backend, 'pulse')
      .mockImplementation(() => new Promise((resolve) => (end = resolve)));
    const skip = screen.getByRole('button', { name: 'Rather not say' });
    await userEvent.click(skip);
    expect(skip).toHaveFocus();
    expect(skip).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(skip);
    expect(pulse).toHaveBeenCalledOnce();
    end();
    await waitFor(() => expect(session.asked.due).toBeUndefined());
  });

  it('is where the person is about to answer, until she thinks better of it or has answered', async () => {
    const { session, unmount } = await open();
    expect(session.asked.place).toBe('');
    await userEvent.tab();
    await userEvent.tab();
    flushSync();
    expect(session.asked.place).toBe('step:commit');
    screen.getByRole('button', { name: 'Rather not say' }).blur();
    flushSync();
    expect(session.asked.place).toBe('');
    await userEvent.click(screen.getByRole('radio', { name: '4' }));
    await userEvent.click(document.body);
    expect(session.asked.place).toBe('step:commit');
    await userEvent.click(screen.getByRole('button', { name: 'Keep the answer' }));
    await waitFor(() => expect(session.asked.due).toBeUndefined());
    unmount();
    expect(session.asked.place).toBe('');
  });

  it('keeps what is written when the person goes elsewhere, and nothing once it is sent', async () => {
    const { session, due, unmount } = await open();
    await userEvent.click(screen.getByRole('radio', { name: '4' }));
    await userEvent.type(screen.getByLabelText(/^What would have made/), 'A shorter build');
    unmount();
    expect(session.asked.place).toBe('step:commit');
    render(Pulse, { due, place: 'step:commit', session });
    expect(screen.getByLabelText(/^What would have made/)).toHaveValue('A shorter build');
    await userEvent.click(screen.getByRole('button', { name: 'Keep the answer' }));
    await waitFor(() => expect(session.asked.answer).toEqual({ score: 0, better: '' }));
  });

  it('takes no answer for one', async () => {
    const { session, backend } = await open();
    await userEvent.click(screen.getByRole('button', { name: 'Rather not say' }));
    await waitFor(() => expect(session.asked.due).toBeUndefined());
    expect(backend.calls).toContain('pulse first-commit 0 ');
  });

  it('says the ends of the scale to those who hear it', async () => {
    await open();
    expect(screen.getByRole('radio', { name: '1, badly' })).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: '5, well' })).toBeInTheDocument();
  });
});
