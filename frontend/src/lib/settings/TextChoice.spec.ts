import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import TextChoice from './TextChoice.svelte';

async function open(choose: (value: string) => Promise<void>, value = 'http://old:3128') {
  const { session } = await sessionOf(makeState([]));
  const { rerender } = render(TextChoice, {
    name: 'proxy',
    label: 'Proxy',
    hint: 'For what Firstlight fetches.',
    value,
    placeholder: 'none',
    session,
    choose,
  });
  return {
    rerender,
    field: screen.getByRole('textbox', { name: 'Proxy' }),
    keep: screen.getByRole('button', { name: 'Keep: Proxy' }),
  };
}

describe('TextChoice', () => {
  it('shows what holds, and what it is for', async () => {
    const { field } = await open(() => Promise.resolve());
    expect(field).toHaveValue('http://old:3128');
    expect(field).toHaveAccessibleDescription('For what Firstlight fetches.');
    expect(field).toHaveAttribute('placeholder', 'none');
  });

  it('has another text hold, by Enter or by its button', async () => {
    const choose = vi.fn(() => Promise.resolve());
    const { field } = await open(choose, '');
    await userEvent.type(field, 'http://new:3128{Enter}');
    expect(choose).toHaveBeenCalledExactlyOnceWith('http://new:3128');
  });

  it('keeps nothing that holds already', async () => {
    const choose = vi.fn(() => Promise.resolve());
    const { field, keep } = await open(choose);
    expect(keep).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(keep);
    await userEvent.type(field, '{Enter}');
    expect(choose).not.toHaveBeenCalled();
  });

  it('says what is wrong with a text, and leaves it to be mended', async () => {
    const { field, keep } = await open(() => Promise.reject({ message: 'That is no address.' }));
    await userEvent.clear(field);
    await userEvent.type(field, 'nonsense');
    await userEvent.click(keep);
    expect(await screen.findByRole('alert')).toHaveTextContent('That is no address.');
    expect(field).toHaveValue('nonsense');
    expect(field).toHaveAttribute('aria-invalid', 'true');
  });

  it('shows what was kept elsewhere', async () => {
    const { field, rerender } = await open(() => Promise.resolve());
    await rerender({ value: 'http://elsewhere:1' });
    expect(field).toHaveValue('http://elsewhere:1');
  });

  it('leaves what the person is about to write', async () => {
    const { field, rerender } = await open(() => Promise.resolve());
    await userEvent.type(field, '0');
    await rerender({ value: 'http://elsewhere:1' });
    expect(field).toHaveValue('http://old:31280');
  });
});
