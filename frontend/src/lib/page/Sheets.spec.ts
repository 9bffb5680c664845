import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoUntil } from '../../fake/demo';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Sheet } from './sheet';
import Sheets from './Sheets.svelte';

async function open(sheet: Sheet) {
  const { session, backend } = await sessionOf(makeState(demoUntil('docker')));
  const acts = {
    run: vi.fn(),
    check: vi.fn(),
    open: vi.fn(),
    shortcuts: vi.fn(),
    report: vi.fn(),
    note: vi.fn(),
    mute: vi.fn(),
    stuck: vi.fn(),
  };
  const told = { onsingle: vi.fn(), onclose: vi.fn() };
  const { rerender } = render(Sheets, { sheet, session, acts, single: true, ...told });
  return { session, backend, acts, ...told, change: (next: Sheet) => rerender({ sheet: next }) };
}

const sheets: [Sheet, string][] = [
  ['palette', 'Find a step or action'],
  ['shortcuts', 'Shortcuts'],
  ['report', 'A bundle for a bug report'],
  ['note', 'Say it in a line'],
  ['open', 'Open a journey'],
];

describe('Sheets', () => {
  it.each(sheets)(
    'shows the sheet “%s” as “%s” and no other, and closes it with Escape',
    async (sheet, name) => {
      const { onclose } = await open(sheet);
      expect(screen.getAllByRole('dialog')).toEqual([await screen.findByRole('dialog', { name })]);
      await userEvent.keyboard('{Escape}');
      expect(onclose).toHaveBeenCalledOnce();
    },
  );

  it('shows the one that is wanted in the place of the other', async () => {
    const { change } = await open('shortcuts');
    await change('note');
    expect(await screen.findByRole('dialog', { name: 'Say it in a line' })).toBeInTheDocument();
    expect(screen.queryByRole('dialog', { name: 'Shortcuts' })).toBeNull();
  });

  it('offers in the palette what can be done at the step that is shown', async () => {
    const { acts, onclose } = await open('palette');
    await userEvent.type(screen.getByRole('combobox'), 'check this step again');
    await userEvent.keyboard('{Enter}');
    expect(acts.check).toHaveBeenCalledOnce();
    expect(onclose).toHaveBeenCalledOnce();
  });

  it('leads from the palette to a step', async () => {
    const { session } = await open('palette');
    await userEvent.type(screen.getByRole('combobox'), 'clone harbour{Enter}');
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'clone-harbour' } });
  });

  it('lets the single keys be switched off on the shortcuts', async () => {
    const { onsingle, onclose } = await open('shortcuts');
    await userEvent.click(screen.getByRole('checkbox', { checked: true }));
    expect(onsingle).toHaveBeenCalledExactlyOnceWith(false);
    expect(onclose).not.toHaveBeenCalled();
  });

  it('writes a note on the step that is shown, and closes by itself once it is kept', async () => {
    const { backend, onclose } = await open('note');
    await userEvent.type(screen.getByRole('textbox', { name: 'Your line' }), 'Thank you{Enter}');
    await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(backend.calls).toEqual(['note docker Thank you true']);
  });

  it('opens a journey of before, and closes by itself once it is open', async () => {
    const { backend, onclose } = await open('open');
    vi.spyOn(backend, 'open').mockResolvedValueOnce();
    await userEvent.click(await screen.findByRole('button', { name: /^Payments backend/ }));
    await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(backend.open).toHaveBeenCalledExactlyOnceWith('~/src/payments', 'backend');
  });
});
