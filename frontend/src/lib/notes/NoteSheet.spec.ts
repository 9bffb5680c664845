import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Session } from '../session.svelte';
import NoteSheet from './NoteSheet.svelte';

const way = () =>
  makeState(
    [
      makeStep({ id: 'git', title: 'git 2.30 or newer' }),
      makeStep({ id: 'docker', title: 'Docker answers', status: 'failing' }),
      makeStep({ id: 'clone', title: 'Clone harbour', stage: 'Your code', status: 'blocked' }),
    ],
    { health: [makeStep({ id: 'locale', stage: '', title: 'Programs speak UTF-8', status: 'failing' })] },
  );

async function open(look: (session: Session) => void = () => undefined) {
  const { session, backend } = await sessionOf(way());
  look(session);
  const onclose = vi.fn();
  render(NoteSheet, { session, onclose });
  return { session, backend, onclose };
}

const line = () => screen.getByRole('textbox', { name: 'Your line' });
const about = () => screen.getByRole('combobox', { name: 'About' });
const keep = () => screen.getByRole('button', { name: 'Keep it' });

describe('NoteSheet', () => {
  it('asks by name what it is, of what, and in which words', async () => {
    await open();
    const sheet = screen.getByRole('dialog', { name: 'Say it in a line' });
    const kind = within(sheet).getByRole('group', { name: 'It is' });
    expect(within(kind).getByRole('radio', { name: 'a thank-you' })).toBeChecked();
    expect(within(kind).getByRole('radio', { name: 'what hurt' })).not.toBeChecked();
    expect(about()).toHaveDisplayValue('Docker answers');
    expect(line()).toHaveValue('');
  });

  it('says beside the line for whom it is, and that it stays here', async () => {
    await open();
    expect(line()).toHaveAccessibleDescription(/^To whoever made the step\..*It stays on this machine/);
    await userEvent.click(screen.getByRole('radio', { name: 'what hurt' }));
    expect(line()).toHaveAccessibleDescription(/^What cost you time or nerves\?.*It stays on this machine/);
  });

  it('can be about every step of the way, by stage, about the machine, and about the journey', async () => {
    await open();
    expect(
      within(about())
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'the journey as a whole',
      'git 2.30 or newer',
      'Docker answers',
      'Clone harbour',
      'Programs speak UTF-8',
    ]);
    const code = within(about()).getByRole('group', { name: 'Your code' });
    expect(within(code).getByRole('option')).toHaveTextContent('Clone harbour');
    const health = within(about()).getByRole('group', { name: 'Health' });
    expect(within(health).getByRole('option')).toHaveTextContent('Programs speak UTF-8');
  });

  it('is about the journey where the person looks at no step', async () => {
    const { backend } = await open((session) => session.show('notes'));
    expect(about()).toHaveDisplayValue('the journey as a whole');
    await userEvent.type(line(), 'A good day{Enter}');
    expect(backend.calls).toContain('note  A good day true');
  });

  it.each([
    ['step', 'clone', 'Clone harbour'],
    ['claim aside from the way', 'locale', 'Programs speak UTF-8'],
  ])('is about the %s that the person chose, whatever is next', async (_, id, title) => {
    await open((session) => session.select(id));
    expect(about()).toHaveDisplayValue(title);
  });

  it('can be about the journey after all', async () => {
    const { backend } = await open();
    await userEvent.selectOptions(about(), 'the journey as a whole');
    await userEvent.type(line(), 'Thank you{Enter}');
    expect(backend.calls).toContain('note  Thank you true');
  });

  it('stays about what it was begun for when the way goes on meanwhile', async () => {
    const { session, backend } = await open();
    await userEvent.type(line(), 'It told me why');
    backend.current = { ...backend.current, current: 'clone' };
    await session.refresh();
    flushSync();
    expect(about()).toHaveDisplayValue('Docker answers');
    expect(line()).toHaveValue('It told me why');
  });

  it.each(['', '   '])('keeps no line of nothing: “%s”', async (text) => {
    const { backend } = await open();
    if (text) await userEvent.type(line(), text);
    expect(keep()).toBeDisabled();
    line().focus();
    await userEvent.keyboard('{Enter}');
    expect(backend.calls).toEqual([]);
  });

  it('cuts nothing off, and says how much room there is as it gets less', async () => {
    const { backend } = await open();
    line().focus();
    await userEvent.paste('é'.repeat(1799));
    expect(line()).toHaveAccessibleDescription(/leave notes out\.\s*$/);
    await userEvent.paste('x');
    expect(line()).toHaveAccessibleDescription(/200 characters left$/);
    await userEvent.paste('x'.repeat(201));
    expect(line()).toHaveAccessibleDescription(/1 character too many$/);
    expect(line()).toBeInvalid();
    expect(line()).toHaveValue(`${'é'.repeat(1799)}${'x'.repeat(202)}`);
    vi.spyOn(backend, 'note').mockRejectedValueOnce({
      code: 'answer',
      message: 'What you say has at most 2000 characters',
      hint: 'Make it shorter.',
    });
    await userEvent.click(keep());
    expect(await screen.findByRole('alert')).toHaveTextContent('What you say has at most 2000 characters');
  });

  it('says for whom it is by what it is about', async () => {
    await open();
    await userEvent.selectOptions(about(), 'the journey as a whole');
    expect(line()).toHaveAccessibleDescription(/^To whoever made the journey\./);
    await userEvent.click(screen.getByRole('radio', { name: 'what hurt' }));
    expect(line()).toHaveAccessibleDescription(/Whoever mends the journey reads it\./);
  });

  it('can be filled in with the keyboard alone, and is kept with Enter', async () => {
    const { backend, session, onclose } = await open();
    screen.getByRole('radio', { name: 'a thank-you' }).focus();
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.tab();
    expect(about()).toHaveFocus();
    await userEvent.tab();
    await userEvent.keyboard('Slow{Enter}');
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(backend.calls).toContain('note docker Slow false');
    expect(session.said).toBe('Kept.');
  });

  it('keeps the focus while the line is kept, and keeps it once', async () => {
    const { backend, onclose } = await open();
    let end: () => void = () => undefined;
    const note = vi
      .spyOn(backend, 'note')
      .mockImplementation(() => new Promise((resolve) => (end = resolve)));
    await userEvent.type(line(), 'Thank you');
    await userEvent.click(keep());
    const keeping = screen.getByRole('button', { name: 'Keeping…' });
    expect(keeping).toHaveFocus();
    expect(keeping).toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard('{Enter}');
    expect(note).toHaveBeenCalledOnce();
    end();
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  });

  it('keeps nothing while the connection is lost, and the line is still there after', async () => {
    const { session, backend } = await open();
    await userEvent.type(line(), 'Thank you');
    session.online = false;
    flushSync();
    expect(keep()).toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard('{Enter}');
    expect(backend.calls).toEqual([]);
    session.online = true;
    flushSync();
    expect(line()).toHaveValue('Thank you');
    expect(keep()).toHaveAttribute('aria-disabled', 'false');
  });

  it('says what went wrong and what to do, keeps the line, and takes it the next time', async () => {
    const { backend, session, onclose } = await open();
    const note = vi
      .spyOn(backend, 'note')
      .mockRejectedValueOnce({ code: 'internal', message: 'The disk is full.', hint: 'Make room.' });
    await userEvent.type(line(), 'Thank you');
    await userEvent.click(keep());
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full. Make room.');
    expect(line()).toHaveValue('Thank you');
    expect(session.said).toBe('');
    expect(keep()).toHaveFocus();
    await userEvent.click(keep());
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(screen.queryByRole('alert')).toBeNull();
    expect(note).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['Cancel', () => userEvent.click(screen.getByRole('button', { name: 'Cancel' }))],
    ['Escape', () => userEvent.keyboard('{Escape}')],
  ])('keeps nothing of what is left with %s', async (_, leave) => {
    const { backend, onclose } = await open();
    await userEvent.type(line(), 'Thank you');
    await leave();
    expect(onclose).toHaveBeenCalledOnce();
    expect(backend.calls).toEqual([]);
  });
});
