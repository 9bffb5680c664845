import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Wiped, Wiping } from '../wire';
import ForgetSheet from './ForgetSheet.svelte';

async function open(lost: Partial<Wiping> = {}) {
  const { session, backend } = await sessionOf(makeState([]));
  const all = { ...(await backend.wiping()), ...lost };
  vi.spyOn(backend, 'wiping').mockResolvedValue(all);
  const onclose = vi.fn();
  render(ForgetSheet, { session, onclose });
  await screen.findByRole('heading', { level: 3, name: 'This stays' });
  return { session, backend, onclose };
}

const field = () => screen.findByRole('textbox', { name: 'Type forget to go on' });
const forget = () => screen.getByRole('button', { name: 'Forget everything' });
const under = (heading: string) =>
  [
    ...(screen.getByRole('heading', { level: 3, name: heading }).parentElement?.querySelectorAll('li') ?? []),
  ].map((line) => line.textContent);

describe('what is lost', () => {
  it('is counted, beside what stays', async () => {
    await open();
    expect(under('This is lost for good')).toEqual([
      'your 2 onboardings, with 1,482 events',
      '200 onboardings of others, imported',
      '3 reports',
      'all that is Firstlight’s in ~/.local/share/firstlight, 4.8 MB',
      'your settings, and what you signed in with',
      'that the window opens when you sign in',
    ]);
    expect(under('This stays')).toEqual([
      'your code in ~/firstlight',
      'every service and every tool',
      'what was sent or exported before',
    ]);
  });

  it('names nothing that there is not', async () => {
    await open({ onboardings: 1, events: 1, imported: 0, reports: 0, starts: false });
    expect(under('This is lost for good')).toEqual([
      'your onboarding, with 1 event',
      'all that is Firstlight’s in ~/.local/share/firstlight, 4.8 MB',
      'your settings, and what you signed in with',
    ]);
  });

  it('is looked for before anything can be forgotten', async () => {
    const { session, backend } = await sessionOf(makeState([]));
    const found = await backend.wiping();
    let answer: (lost: Wiping) => void = () => undefined;
    backend.wiping = () => new Promise((resolve) => (answer = resolve));
    render(ForgetSheet, { session, onclose: vi.fn() });
    expect(screen.getByRole('status')).toHaveTextContent('Looking at what there is…');
    const wipe = vi.spyOn(session, 'wipe');
    await waitFor(async () => expect(await field()).toHaveFocus());
    await userEvent.keyboard('forget{Enter}');
    expect(forget()).toBeDisabled();
    expect(wipe).not.toHaveBeenCalled();
    answer(found);
    await waitFor(() => expect(forget()).toBeEnabled());
    expect(screen.queryByRole('status')).toBeNull();
    expect(await field()).toHaveFocus();
  });

  it('cannot be forgotten unseen', async () => {
    const { session, backend } = await sessionOf(makeState([]));
    vi.spyOn(backend, 'wiping').mockRejectedValue({
      code: 'busy',
      message: 'The record is in use',
      hint: '',
    });
    const onclose = vi.fn();
    render(ForgetSheet, { session, onclose });
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('status')).toBeNull();
    expect(forget()).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onclose).toHaveBeenCalledOnce();
  });
});

describe('forgetting', () => {
  it.each(['', 'forge', 'forgetful', 'for get'])('does not take “%s” for the word', async (typed) => {
    const { backend } = await open();
    await userEvent.type(await field(), `${typed}{Enter}`);
    expect(forget()).toBeDisabled();
    expect(backend.calls).not.toContain('wipe');
  });

  it.each(['forget', ' Forget '])('takes “%s”, and Enter', async (typed) => {
    const { session, backend } = await open();
    await userEvent.type(await field(), typed);
    expect(forget()).toBeEnabled();
    expect(backend.calls).not.toContain('wipe');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(session.wiped?.folder).toBe('~/.local/share/firstlight'));
  });

  it('goes on once, and says so', async () => {
    const { session, backend } = await open();
    let end: (wiped: Wiped) => void = () => undefined;
    const wipe = vi
      .spyOn(backend, 'wipe')
      .mockImplementation(() => new Promise((resolve) => (end = resolve)));
    await userEvent.type(await field(), 'forget{Enter}');
    const going = screen.getByRole('button', { name: 'Forgetting…' });
    expect(going).toHaveAttribute('aria-disabled', 'true');
    expect(await field()).toHaveAttribute('readonly');
    await userEvent.click(going);
    expect(wipe).toHaveBeenCalledOnce();
    end({ folder: '~/x', left: [] });
    await waitFor(() => expect(session.wiped?.folder).toBe('~/x'));
  });

  it('says why it did not, and can be tried again', async () => {
    const { session, backend } = await open();
    vi.spyOn(backend, 'wipe').mockRejectedValueOnce({
      code: 'conflict',
      message: 'It is open elsewhere',
      hint: '',
    });
    await userEvent.type(await field(), 'forget{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('It is open elsewhere');
    expect(await field()).toHaveValue('forget');
    expect(session.wiped).toBeUndefined();
    await userEvent.click(forget());
    await waitFor(() => expect(session.wiped).toBeDefined());
  });

  it('waits until Firstlight is in reach', async () => {
    const { session } = await open();
    await userEvent.type(await field(), 'forget');
    session.online = false;
    await waitFor(() => expect(forget()).toHaveAttribute('aria-disabled', 'true'));
    session.online = true;
    await waitFor(() => expect(forget()).toHaveAttribute('aria-disabled', 'false'));
  });

  it('is left with Escape', async () => {
    const { backend, onclose } = await open();
    await userEvent.type(await field(), 'forget{Escape}');
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(backend.calls).not.toContain('wipe');
  });
});
