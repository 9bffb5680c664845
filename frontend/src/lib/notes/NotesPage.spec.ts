import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoUntil } from '../../fake/demo';
import { ActedTeam, makeNote } from '../../fake/figures';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import NotesPage from './NotesPage.svelte';

async function open(team = new ActedTeam()) {
  const shown = makeState(demoUntil('docker'));
  const { session, backend } = await sessionOf(shown);
  backend.team = team;
  const onnote = vi.fn();
  const { rerender } = render(NotesPage, { shown, session, onnote });
  return { session, backend, onnote, again: () => rerender({ shown: backend.current, session, onnote }) };
}

const wall = (name: RegExp) => screen.findByRole('region', { name });

describe('NotesPage', () => {
  it('puts thanks apart from what hurt, and counts them', async () => {
    await open();
    expect(await screen.findByText('6 thank-you notes, 3 lines on what hurt.')).toBeInTheDocument();
    expect(within(await wall(/^Thanks/)).getAllByRole('listitem')).toHaveLength(6);
    const [newest] = within(await wall(/^Thanks/)).getAllByRole('listitem');
    expect(newest).toHaveTextContent('yours');
    expect(within(await wall(/^What hurt/)).getAllByRole('listitem')).toHaveLength(3);
  });

  it('sends one of the person’s own on, once it was shown', async () => {
    const { backend } = await open();
    const own = backend.team.notes.own[0];
    await userEvent.click((await screen.findAllByRole('button', { name: 'Send it on…' }))[0] as HTMLElement);
    expect(await screen.findByRole('group', { name: /^Exactly this is sent/ })).toHaveTextContent(
      own?.text ?? '?',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Open the issue' }));
    await waitFor(() => expect(backend.calls).toContain(`sendNote ${own?.seq} issue  hash of ${own?.text}`));
  });

  it('takes one of the person’s own back once she said so', async () => {
    const { backend, session } = await open();
    const [own] = backend.team.notes.own;
    const [ask] = await screen.findAllByRole('button', { name: 'Take it back…' });
    await userEvent.click(ask as HTMLElement);
    const sheet = await screen.findByRole('dialog', { name: 'Take this note back?' });
    expect(sheet).toHaveTextContent(own?.text ?? '?');
    await userEvent.click(within(sheet).getByRole('button', { name: 'Cancel' }));
    expect(backend.calls).toEqual([]);
    await userEvent.click(ask as HTMLElement);
    await userEvent.click(await screen.findByRole('button', { name: 'Take it back' }));
    await waitFor(() => expect(screen.queryByText(own?.text ?? '?')).toBeNull());
    expect(backend.calls).toContain(`takeBackNote ${own?.seq}`);
    expect(session.said).toBe('Taken back.');
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
  });

  it('says why one cannot be taken back', async () => {
    const { backend } = await open();
    vi.spyOn(backend, 'takeBackNote').mockRejectedValueOnce({
      code: 'internal',
      message: 'The disk is full.',
      hint: 'Make room.',
    });
    await userEvent.click(
      (await screen.findAllByRole('button', { name: 'Take it back…' }))[0] as HTMLElement,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Take it back' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full. Make room.');
  });

  it('says kindly that there is none', async () => {
    await open(ActedTeam.empty());
    expect(await screen.findByText(/No thank-you note yet/)).toBeInTheDocument();
    expect(screen.getByText('Nobody said that anything hurt.')).toBeInTheDocument();
  });

  it('puts up a long wall by handfuls', async () => {
    const team = new ActedTeam();
    team.notes = {
      own: [],
      team: Array.from({ length: 100 }, (_, i) => makeNote({ text: `Thank you ${i}`, thanks: true })),
    };
    await open(team);
    await userEvent.click(await screen.findByRole('button', { name: 'Show 40 more' }));
    const put = within(await wall(/^Thanks/)).getAllByRole('listitem');
    expect(put).toHaveLength(100);
    expect(put[60]).toHaveFocus();
  });

  it('shows what is written meanwhile', async () => {
    const { backend, again, onnote } = await open(ActedTeam.empty());
    await userEvent.click(await screen.findByRole('button', { name: 'Write one…' }));
    expect(onnote).toHaveBeenCalledOnce();
    await backend.note('docker', 'It told me why', true);
    await again();
    expect(await screen.findByText('It told me why')).toBeInTheDocument();
  });

  it('says why the notes cannot be read', async () => {
    const { session, backend } = await sessionOf(makeState([]));
    vi.spyOn(backend, 'notes').mockRejectedValueOnce(new Error('The record is in use'));
    render(NotesPage, { shown: makeState([]), session, onnote: vi.fn() });
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await wall(/^Thanks/)).toBeInTheDocument();
  });
});
