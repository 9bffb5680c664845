import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoUntil } from '../../fake/demo';
import { makeState } from '../../fake/make';
import { stepOf } from '../steps';
import { sessionOf } from '../../testing/session';
import StuckSheet from './StuckSheet.svelte';

async function open() {
  const shown = makeState(demoUntil('docker'));
  const { session, backend } = await sessionOf(shown);
  const step = stepOf(shown, 'docker');
  if (!step) throw new Error('there is no such step');
  const onclose = vi.fn();
  const copied = vi.spyOn(backend, 'copy');
  const opened = vi.spyOn(backend, 'browse');
  render(StuckSheet, { step, session, onclose });
  await screen.findByText(/^Stuck at “Docker answers”$/, { selector: 'strong' });
  return { backend, onclose, copied, opened };
}

const sentCalls = (calls: string[]) => calls.filter((call) => call.startsWith('askForHelp'));

describe('asking for help', () => {
  it('shows exactly what is sent before it is, and says where it stands', async () => {
    const { backend, onclose } = await open();
    expect(
      screen.getByRole('group', { name: 'Exactly this is sent to The platform team' }),
    ).toHaveTextContent('Tried: 2 times');
    await userEvent.click(screen.getByRole('button', { name: 'Open the issue' }));
    expect(await screen.findByText('It is sent.')).toBeInTheDocument();
    expect(sentCalls(backend.calls)).toHaveLength(1);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus());
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(onclose).toHaveBeenCalledOnce();
  });

  it('shows a letter with new words before it can be sent', async () => {
    const { backend } = await open();
    await userEvent.type(screen.getByLabelText(/^What did you try/), 'I have logged in anew');
    await userEvent.click(screen.getByRole('button', { name: 'Show what is sent' }));
    await waitFor(() =>
      expect(screen.getByRole('group', { name: /^Exactly/ })).toHaveTextContent('I have logged in anew'),
    );
    expect(sentCalls(backend.calls)).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Open the issue' }));
    await waitFor(() =>
      expect(sentCalls(backend.calls)[0]).toMatch(
        /^askForHelp docker issue I have logged in anew hash of I have/,
      ),
    );
  });

  it('opens a draft in the mail program', async () => {
    const { opened } = await open();
    await userEvent.click(screen.getByRole('radio', { name: /^As a mail/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Open the mail' }));
    expect(await screen.findByText(/sent once you send it there/)).toBeInTheDocument();
    expect(opened).toHaveBeenCalledExactlyOnceWith('mailto:platform@acme.example');
  });

  it('copies the text', async () => {
    const { copied } = await open();
    await userEvent.click(screen.getByRole('radio', { name: /^As text/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Copy the text' }));
    expect(await screen.findByText(/The text is copied/)).toBeInTheDocument();
    expect(copied).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^Stuck at/));
  });

  it('comments only where it is said on what', async () => {
    const { backend } = await open();
    await userEvent.click(screen.getByRole('radio', { name: /^As a comment/ }));
    const comment = screen.getByRole('button', { name: 'Comment' });
    expect(comment).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(comment);
    expect(sentCalls(backend.calls)).toHaveLength(0);
    await userEvent.type(screen.getByLabelText(/^The issue or pull request/), 'acme/payments#12');
    expect(comment).toHaveAttribute('aria-disabled', 'false');
  });

  it('says why it was not sent, and keeps it', async () => {
    const { backend } = await open();
    vi.spyOn(backend, 'askForHelp').mockRejectedValueOnce(
      new Error('{"code":"conflict","message":"GitHub did not answer","hint":"Try again."}'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Open the issue' }));
    expect(await screen.findByText('GitHub did not answer')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Open the issue' })).toHaveAttribute('aria-disabled', 'false');
  });

  it('sends once, and keeps the focus meanwhile', async () => {
    const { backend } = await open();
    let end: () => void = () => undefined;
    const send = vi
      .spyOn(backend, 'askForHelp')
      .mockImplementation(() => new Promise((_, reject) => (end = () => reject(new Error('No')))));
    await userEvent.click(screen.getByRole('button', { name: 'Open the issue' }));
    const sending = screen.getByRole('button', { name: 'Sending…' });
    expect(sending).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(send).toHaveBeenCalledOnce();
    end();
    expect(await screen.findByText('No')).toBeInTheDocument();
    expect(sending).toHaveFocus();
  });

  it('asks for the letter again where it could not be shown', async () => {
    const shown = makeState(demoUntil('docker'));
    const { session, backend } = await sessionOf(shown);
    const step = stepOf(shown, 'docker');
    if (!step) throw new Error('there is no such step');
    vi.spyOn(backend, 'helpLetter').mockRejectedValueOnce(new Error('The record is in use'));
    render(StuckSheet, { step, session, onclose: vi.fn() });
    expect(await screen.findByText('The record is in use')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show what is sent' }));
    expect(await screen.findByRole('group', { name: /^Exactly/ })).toBeInTheDocument();
  });
});
