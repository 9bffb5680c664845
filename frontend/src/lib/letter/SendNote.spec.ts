import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeNote } from '../../fake/figures';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import SendNote from './SendNote.svelte';

const thanks = makeNote({ seq: 4, text: 'It told me how to undo it.', thanks: true });
const hurt = makeNote({ seq: 7, text: 'Nothing says that a login is due.' });

async function open(note: typeof thanks) {
  const { session, backend } = await sessionOf(makeState([]));
  backend.team.notes = { own: [thanks, hurt], team: [] };
  const onclose = vi.fn();
  render(SendNote, { note, session, onclose });
  return { backend, onclose };
}

const letter = () => screen.findByRole('group', { name: 'Exactly this is sent to The platform team' });

it.each([
  ['Send your thanks on', thanks],
  ['Send on what hurt', hurt],
])('shows that note as it leaves: %s', async (title, note) => {
  await open(note);
  expect(screen.getByRole('dialog', { name: title })).toBeInTheDocument();
  expect(screen.getByText(/^It leaves this machine only now/)).toBeInTheDocument();
  expect(await letter()).toHaveTextContent(note.text);
});

it('has nothing to add words to: the note is what is sent', async () => {
  await open(hurt);
  await letter();
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('sends that note once, as it was shown', async () => {
  const { backend, onclose } = await open(hurt);
  await letter();
  await userEvent.click(screen.getByRole('button', { name: 'Open the issue' }));
  expect(await screen.findByText('It is sent.')).toHaveRole('status');
  expect(backend.calls).toContain('sendNote 7 issue  hash of Nothing says that a login is due.');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onclose).toHaveBeenCalledOnce();
});

it('comments with it where the person says', async () => {
  const { backend } = await open(thanks);
  await letter();
  await userEvent.click(screen.getByRole('radio', { name: /^As a comment/ }));
  await userEvent.type(
    screen.getByRole('textbox', { name: /^The issue or pull request/ }),
    ' acme/payments#12 {Enter}',
  );
  expect(await screen.findByText('It is sent.')).toBeInTheDocument();
  expect(backend.calls).toContain('sendNote 4 comment acme/payments#12 hash of It told me how to undo it.');
});

it('says why it could not be sent, and can be tried again', async () => {
  const { backend } = await open(thanks);
  await letter();
  vi.spyOn(backend, 'sendNote').mockRejectedValueOnce({
    code: 'conflict',
    message: 'GitHub did not answer',
    hint: '',
  });
  await userEvent.click(screen.getByRole('button', { name: 'Open the issue' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('GitHub did not answer');
  await userEvent.click(screen.getByRole('button', { name: 'Open the issue' }));
  expect(await screen.findByText('It is sent.')).toBeInTheDocument();
});
