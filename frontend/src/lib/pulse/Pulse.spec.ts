import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoUntil } from '../../fake/demo';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import Pulse from './Pulse.svelte';

async function open() {
  const { session, backend } = await sessionOf(makeState(demoUntil('commit')));
  const ondone = vi.fn();
  render(Pulse, { due: { milestone: 'first-commit', title: 'First commit' }, session, ondone });
  return { backend, ondone };
}

describe('the pulse', () => {
  it('keeps an answer with what would have made it better', async () => {
    const { backend, ondone } = await open();
    expect(screen.queryByRole('button', { name: 'Keep the answer' })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: '4' }));
    await userEvent.type(screen.getByLabelText(/^What would have made/), 'A shorter build');
    await userEvent.click(screen.getByRole('button', { name: 'Keep the answer' }));
    await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
    expect(backend.calls).toContain('pulse first-commit 4 A shorter build');
  });

  it('keeps the focus while the answer is kept, and asks once', async () => {
    const { backend, ondone } = await open();
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
    await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  });

  it('takes no answer for one', async () => {
    const { backend, ondone } = await open();
    await userEvent.click(screen.getByRole('button', { name: 'Rather not say' }));
    await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
    expect(backend.calls).toContain('pulse first-commit 0 ');
  });

  it('says the ends of the scale to those who hear it', async () => {
    await open();
    expect(screen.getByRole('radio', { name: '1, badly' })).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: '5, well' })).toBeInTheDocument();
  });
});
