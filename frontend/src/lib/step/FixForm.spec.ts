import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeFix, makeRun, makeState, makeStep } from '../../fake/make';
import { command } from '../../testing/command';
import { sessionOf } from '../../testing/session';
import type { Fix, Step } from '../wire';
import { words } from '../words';
import FixForm from './FixForm.svelte';

const apt = makeFix({
  id: 'apt',
  title: 'Install it with apt',
  effect: 'It is there at each boot.',
  commands: ['apt-get install --yes docker.io'],
  dir: '~/firstlight',
  privilege: 'admin',
  undo: 'apt-get remove docker.io',
  recommended: 'your platform team',
});
const desktop = makeFix({ id: 'desktop', title: 'Use Docker Desktop', commands: ['open docker.dmg'] });
const identity = makeFix({
  id: 'set',
  title: 'Tell git who you are',
  commands: ['git config --global user.name ‹your name›'],
  inputs: [
    { name: 'name', label: 'Your name', hint: 'As colleagues know you.' },
    { name: 'branch', label: 'Branch', default: 'my-lamp' },
  ],
});

async function open(fixes: Fix[], part: Partial<Step> = {}) {
  const step = makeStep({ id: 'x', status: 'failing', fixes, ...part });
  const { session, backend } = await sessionOf(makeState([step]));
  render(FixForm, { step, session });
  return { session, backend, run: screen.getByRole('button', { name: 'Run it' }) };
}

describe('FixForm', () => {
  it('says all there is to know before one fix runs', async () => {
    await open([apt]);
    for (const text of [
      'A way to fix it',
      'Install it with apt',
      'It is there at each boot.',
      command('apt-get install --yes docker.io'),
      '~/firstlight',
      'Needs administrator rights; your system asks for them.',
      'apt-get remove docker.io',
      'Recommended by your platform team.',
      'or do it your own way, and Firstlight will notice.',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('speaks of doing, not of mending, where nothing is broken', async () => {
    await open([apt], { pending: true });
    expect(screen.getByText('A way to do it')).toBeInTheDocument();
  });

  it('runs only on consent, and then what was shown', async () => {
    const { backend, run } = await open([apt]);
    expect(backend.calls).toEqual([]);
    await userEvent.click(run);
    expect(backend.calls).toEqual(['fix x apt {}']);
  });

  it('lists several fixes, and runs the chosen one', async () => {
    const { backend, run } = await open([apt, desktop]);
    expect(screen.getByRole('radiogroup', { name: 'Ways to fix it' })).toBeInTheDocument();
    expect(screen.queryByText('open docker.dmg')).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: /Use Docker Desktop/ }));
    expect(screen.getByText('open docker.dmg')).toBeInTheDocument();
    expect(screen.queryByText(command('apt-get install --yes docker.io'))).toBeNull();
    await userEvent.click(run);
    expect(backend.calls).toEqual(['fix x desktop {}']);
  });

  it('has the fix chosen that somebody came for, until she chooses another', async () => {
    const { session } = await open([apt, desktop]);
    session.selectFix('x', 'desktop');
    await waitFor(() => expect(screen.getByRole('radio', { name: /Use Docker Desktop/ })).toBeChecked());
    await userEvent.click(screen.getByRole('radio', { name: /Install it with apt/ }));
    session.selectFix('another', 'desktop');
    await waitFor(() => expect(session.way).toBeDefined());
    expect(screen.getByRole('radio', { name: /Install it with apt/ })).toBeChecked();
  });

  it('shows the commands as they would be with the answers given so far', async () => {
    await open([identity]);
    expect(screen.getByText(command('git config --global user.name ‹your name›'))).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Your name'), 'Ada');
    expect(await screen.findByText(command('git config --global user.name Ada'))).toBeInTheDocument();
  });

  it('keeps to the way that was chosen when it failed', async () => {
    const step = makeStep({ id: 'x', status: 'failing', fixes: [apt, desktop] });
    const { session } = await sessionOf(makeState([step]));
    const first = render(FixForm, { step, session });
    await userEvent.click(screen.getByRole('radio', { name: /Use Docker Desktop/ }));
    first.unmount();
    render(FixForm, { step: { ...step, last_fix: makeRun({ id: 'one', outcome: 'failed' }) }, session });
    expect(screen.getByRole('radio', { name: /Use Docker Desktop/ })).toBeChecked();
  });

  it('keeps what was written while the form was away, but no secret', async () => {
    const secret = { name: 'token', label: 'Token', secret: true };
    const sign = makeFix({ id: 'sign', title: 'Sign in', inputs: [...(identity.inputs ?? []), secret] });
    const step = makeStep({ id: 'x', status: 'failing', fixes: [sign] });
    const { session } = await sessionOf(makeState([step]));
    const first = render(FixForm, { step, session });
    await userEvent.type(screen.getByLabelText('Your name'), 'Ada');
    await userEvent.type(screen.getByLabelText('Token'), 'ghp');
    first.unmount();
    const second = render(FixForm, { step, session });
    expect(screen.getByLabelText('Your name')).toHaveValue('Ada');
    expect(screen.getByLabelText('Token')).toHaveValue('');
    second.unmount();
    const failed = makeRun({ id: 'one', outcome: 'failed' });
    const third = render(FixForm, { step: { ...step, last_fix: failed }, session });
    expect(screen.getByLabelText('Your name')).toHaveValue('Ada');
    third.unmount();
    render(FixForm, { step: { ...step, last_fix: makeRun({ id: 'two', outcome: 'done' }) }, session });
    expect(screen.getByLabelText('Your name')).toHaveValue('');
  });

  it('asks for no commands before anything is typed', async () => {
    const { backend } = await open([identity]);
    const asked = vi.spyOn(backend, 'preview');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked).not.toHaveBeenCalled();
    await userEvent.type(screen.getByLabelText('Your name'), 'A');
    await waitFor(() => expect(asked).toHaveBeenCalledExactlyOnceWith('x', 'set', { name: 'A' }));
  });

  it('asks with labels and hints, and begins with the default', async () => {
    await open([identity]);
    expect(screen.getByLabelText('Your name')).toHaveAccessibleDescription('As colleagues know you.');
    expect(screen.getByLabelText('Branch')).toHaveValue('my-lamp');
  });

  it('says what is missing when an answer is', async () => {
    const { run } = await open([identity]);
    await userEvent.click(run);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your name is needed. As colleagues know you.',
    );
    expect(run).toBeEnabled();
  });

  it('takes back what it said of an answer once that is another', async () => {
    const { run } = await open([identity]);
    await userEvent.click(run);
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Your name'), 'A');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByLabelText('Your name')).toHaveFocus();
  });

  it('marks the field whose answer is missing, and goes there', async () => {
    const { run } = await open([identity]);
    await userEvent.click(run);
    const field = screen.getByLabelText('Your name');
    await waitFor(() => expect(field).toHaveFocus());
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/Your name is needed.*As colleagues know you\./);
    expect(screen.getByLabelText('Branch')).toBeValid();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it('does not do another fix than the one that was read', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const step = makeStep({ id: 'x', status: 'failing', fixes: [apt] });
      const { session, backend } = await sessionOf(makeState([step]));
      const { rerender } = render(FixForm, { step, session });
      await rerender({ step: { ...step, fixes: [desktop] }, session });
      const run = screen.getByRole('button', { name: 'Run it' });
      run.click();
      expect(backend.calls).toEqual([]);
      vi.advanceTimersByTime(1000);
      run.click();
      await waitFor(() => expect(backend.calls).toEqual(['fix x desktop {}']));
    } finally {
      vi.useRealTimers();
    }
  });

  it('brings what it runs into sight before it runs it', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { session, backend, run } = await open([apt]);
      const plan = screen
        .getByText(command('apt-get install --yes docker.io'))
        .closest('.commands')?.parentElement;
      const below = vi
        .spyOn(plan as HTMLElement, 'getBoundingClientRect')
        .mockReturnValue(new DOMRect(0, 700, 500, 60));
      vi.spyOn(run.parentElement as HTMLElement, 'getBoundingClientRect').mockReturnValue(
        new DOMRect(0, 600, 500, 60),
      );
      const scroll = vi.fn();
      (plan as HTMLElement).scrollIntoView = scroll;
      run.click();
      expect(scroll).toHaveBeenCalledOnce();
      expect(await screen.findByText(words.fix.readFirst)).toBeInTheDocument();
      expect(session.said).toBe(words.fix.readFirst);
      below.mockReturnValue(new DOMRect(0, 200, 500, 60));
      // A double click is no reading.
      run.click();
      expect(backend.calls).toEqual([]);
      vi.advanceTimersByTime(1000);
      // On a screen of a few lines it may still lie behind the bar, which keeps nobody from running it.
      below.mockReturnValue(new DOMRect(0, 700, 500, 60));
      run.click();
      await waitFor(() => expect(backend.calls).toEqual(['fix x apt {}']));
    } finally {
      vi.useRealTimers();
    }
  });

  it('leads to the field that is empty before it shows what it runs', async () => {
    const { backend, run } = await open([identity]);
    const scroll = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
    vi.spyOn(run.parentElement as HTMLElement, 'getBoundingClientRect').mockReturnValue(
      new DOMRect(0, -1, 0, 0),
    );
    run.click();
    expect(screen.getByLabelText('Your name')).toHaveFocus();
    expect(scroll).not.toHaveBeenCalled();
    await userEvent.keyboard('Ada');
    run.click();
    expect(scroll).toHaveBeenCalledOnce();
    expect(backend.calls).toEqual([]);
  });

  it('brings another fix into sight as well', async () => {
    const { backend, run } = await open([apt, desktop]);
    const scroll = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
    vi.spyOn(run.parentElement as HTMLElement, 'getBoundingClientRect').mockReturnValue(
      new DOMRect(0, -1, 0, 0),
    );
    run.click();
    expect(scroll).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByRole('radio', { name: /Use Docker Desktop/ }));
    expect(screen.queryByText(words.fix.readFirst)).toBeNull();
    await new Promise((after) => setTimeout(after, 700));
    run.click();
    expect(scroll).toHaveBeenCalledTimes(2);
    expect(backend.calls).toEqual([]);
  });

  it('sends the answers, also with Enter in a field', async () => {
    const { backend } = await open([identity]);
    await userEvent.type(screen.getByLabelText('Your name'), 'Ada{Enter}');
    await waitFor(() => expect(backend.calls).toEqual(['fix x set {"name":"Ada"}']));
  });

  it('starts nothing twice', async () => {
    const { backend, run } = await open([apt]);
    const started = vi.spyOn(backend, 'fix').mockReturnValue(new Promise(() => undefined));
    await userEvent.dblClick(run);
    expect(started).toHaveBeenCalledOnce();
    expect(run).toHaveAttribute('aria-disabled', 'true');
  });
});
