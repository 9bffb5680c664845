import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import ImportSheet from './ImportSheet.svelte';

async function open() {
  const { session } = await sessionOf(makeState([]));
  const told = { onimported: vi.fn(), onclose: vi.fn() };
  render(ImportSheet, { session, ...told });
  return { ...told, sheet: screen.getByRole('dialog', { name: 'Import onboardings' }) };
}

it('takes onboardings in, and stays for more', async () => {
  const { onimported, onclose, sheet } = await open();
  await userEvent.type(within(sheet).getByRole('textbox'), '/team{Enter}');
  await vi.waitFor(() => expect(onimported).toHaveBeenCalledOnce());
  expect(onclose).not.toHaveBeenCalled();
});

it('is closed', async () => {
  const { onclose, sheet } = await open();
  await userEvent.click(within(sheet).getByRole('button', { name: 'Close' }));
  expect(onclose).toHaveBeenCalledOnce();
});
