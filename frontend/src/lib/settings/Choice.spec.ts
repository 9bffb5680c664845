import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import Choice from './Choice.svelte';

const options = ['system', 'light', 'dark'].map((value) => ({ value, title: `as ${value}` }));

async function open(choose: (value: string) => Promise<void>, hint = '') {
  const { session } = await sessionOf(makeState([]));
  const { rerender } = render(Choice, {
    name: 'theme',
    label: 'Theme',
    hint,
    value: 'light',
    options,
    session,
    choose,
  });
  return { session, rerender, choice: screen.getByRole('combobox', { name: 'Theme' }) };
}

describe('Choice', () => {
  it('shows what holds, and has another hold', async () => {
    const choose = vi.fn(() => Promise.resolve());
    const { choice } = await open(choose, 'In every window of yours, at once.');
    expect(choice).toHaveDisplayValue('as light');
    expect(choice).toHaveAccessibleDescription('In every window of yours, at once.');
    await userEvent.selectOptions(choice, 'as dark');
    expect(choose).toHaveBeenCalledExactlyOnceWith('dark');
  });

  it('shows what still holds, and says why, where another cannot', async () => {
    const { choice } = await open(() => Promise.reject({ message: 'The disk is full.' }));
    await userEvent.selectOptions(choice, 'as dark');
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full.');
    expect(choice).toHaveDisplayValue('as light');
  });

  it('takes one answer at a time, and keeps the focus meanwhile', async () => {
    const choose = vi.fn(() => new Promise<void>(() => undefined));
    const { choice } = await open(choose);
    await userEvent.selectOptions(choice, 'as dark');
    choice.focus();
    await userEvent.selectOptions(choice, 'as system');
    expect(choose).toHaveBeenCalledOnce();
    expect(choice).toHaveDisplayValue('as dark');
    expect(choice).toHaveAttribute('aria-disabled', 'true');
    expect(choice).toHaveFocus();
  });

  it('shows what was chosen elsewhere', async () => {
    const { choice, rerender } = await open(() => Promise.resolve());
    await rerender({ value: 'system' });
    expect(choice).toHaveDisplayValue('as system');
  });

  it('waits for the connection', async () => {
    const chosen = vi.fn(() => Promise.resolve());
    const { session, choice } = await open(chosen);
    session.online = false;
    await vi.waitFor(() => expect(choice).toHaveAttribute('aria-disabled', 'true'));
    const value = (choice as HTMLSelectElement).value;
    await userEvent.selectOptions(choice, 'as system');
    expect(choice).toHaveValue(value);
    expect(chosen).not.toHaveBeenCalled();
  });
});
