import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import StuckSheet from './StuckSheet.svelte';

async function open() {
  const docker = makeStep({ id: 'docker', title: 'Docker answers', status: 'failing', summary: 'No daemon' });
  const { session, backend } = await sessionOf(makeState([makeStep({ id: 'git', title: 'Git' }), docker]));
  const letter = vi.spyOn(backend, 'helpLetter');
  const onclose = vi.fn();
  render(StuckSheet, { step: docker, session, onclose });
  await screen.findByRole('group', { name: /^Exactly this is sent/ });
  return { session, backend, letter, onclose };
}

const words = () => screen.getByRole('textbox', { name: /^What did you try/ });
const asked = (calls: string[]) => calls.filter((call) => call.startsWith('askForHelp'));

it('names the step, and says what leaves and what becomes of the time', async () => {
  const { letter } = await open();
  expect(screen.getByRole('dialog', { name: 'Stuck at “Docker answers”' })).toBeInTheDocument();
  expect(screen.getByText(/knows for a secret.*counts as waiting on people/)).toBeVisible();
  expect(letter).toHaveBeenCalledExactlyOnceWith('docker', '');
  expect(screen.getByRole('group', { name: /^Exactly this is sent/ })).toHaveTextContent(
    'Failing: No daemon',
  );
});

it('does not say that time counts of a clock that stands', async () => {
  const { session, backend } = await open();
  backend.update({ clock: { ...backend.current.clock, mode: '' } });
  await session.refresh();
  await waitFor(() => expect(screen.getByText(/Your clock has stopped/)).toBeVisible());
  expect(screen.queryByText(/counts as waiting/)).toBeNull();
});

it('asks for help with that step, exactly as it was shown', async () => {
  const { session, backend } = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Open the issue' }));
  expect(await screen.findByText('It is sent.')).toHaveRole('status');
  expect(asked(backend.calls)).toEqual([
    expect.stringMatching(/^askForHelp docker issue {2}hash of Failing: No daemon/),
  ]);
  await waitFor(() => {
    const steps = session.state?.stages.flatMap((stage) => stage.steps);
    expect(steps?.filter(({ stuck_at }) => stuck_at).map(({ id }) => id)).toEqual(['docker']);
  });
});

it('sends nothing whose words were not shown', async () => {
  const { backend, letter } = await open();
  await userEvent.type(words(), ' I logged in anew ');
  expect(screen.getByRole('group', { name: 'As it was before your words' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Open the issue' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show what is sent' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Open the issue' }));
  expect(letter.mock.lastCall).toEqual(['docker', 'I logged in anew']);
  await screen.findByText('It is sent.');
  expect(asked(backend.calls)).toEqual([
    expect.stringMatching(/^askForHelp docker issue I logged in anew hash of I logged in anew/),
  ]);
});

it('cuts off nothing of what is said, and tells how much is too much', async () => {
  await open();
  words().focus();
  await userEvent.paste('x'.repeat(2001));
  expect(words()).toHaveValue('x'.repeat(2001));
  expect(words()).toHaveAccessibleDescription('1 character too many');
});

it('sends nothing where it is cancelled', async () => {
  const { backend, onclose } = await open();
  await userEvent.type(words(), 'never mind');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(onclose).toHaveBeenCalledOnce();
  expect(asked(backend.calls)).toEqual([]);
});
