import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import Ways from './Ways.svelte';

async function offer(chooses = true) {
  const { session, backend } = await sessionOf(makeState([], { chooses }));
  const onopened = vi.fn();
  render(Ways, { session, onopened });
  return { session, backend, onopened };
}
const way = (name: RegExp) => screen.getByRole('button', { name });

it('opens the demo at once', async () => {
  const { backend, onopened } = await offer();
  await userEvent.click(way(/^Try the demo/));
  await waitFor(() => expect(onopened).toHaveBeenCalledOnce());
  expect(backend.calls).toEqual(['open demo ']);
});

it('opens the folder that is chosen in the dialog of the system, and none where none is', async () => {
  const { backend, onopened } = await offer();
  const dialog = vi.spyOn(backend, 'chooseFolder').mockResolvedValueOnce('').mockResolvedValueOnce('demo');
  await userEvent.click(way(/^Open a folder/));
  expect(dialog).toHaveBeenCalledOnce();
  expect(backend.calls).toEqual([]);
  await userEvent.click(way(/^Open a folder/));
  await waitFor(() => expect(onopened).toHaveBeenCalledOnce());
});

it('asks for the folder where the face has no dialog', async () => {
  const { backend } = await offer(false);
  await userEvent.click(way(/^Open a folder/));
  expect(way(/^Open a folder/)).toHaveAttribute('aria-expanded', 'true');
  const field = screen.getByLabelText('The folder of a repository');
  expect(field).toHaveFocus();
  await userEvent.type(field, ' ~/payments {Enter}');
  expect(backend.calls).toEqual(['open ~/payments ']);
});

it('takes an address, says why it cannot be opened, and forgets that at another way', async () => {
  const { onopened } = await offer();
  await userEvent.click(way(/^Paste the address/));
  expect(screen.getByRole('button', { name: 'Open' })).toBeDisabled();
  await userEvent.type(screen.getByLabelText(/^The address, as/), 'https://nowhere.example/a/b{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'There is no journey at https://nowhere.example/a/b. Name a journey file',
  );
  expect(onopened).not.toHaveBeenCalled();
  await userEvent.click(way(/^My company/));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(screen.getByLabelText(/that you were given/)).toHaveValue('');
});

it('takes the file that somebody was given', async () => {
  const { backend, onopened } = await offer();
  await userEvent.click(way(/^My company/));
  vi.spyOn(backend, 'chooseJourney').mockResolvedValue('demo');
  await userEvent.click(screen.getByRole('button', { name: 'Choose a file…' }));
  await waitFor(() => expect(onopened).toHaveBeenCalledOnce());
});

it('lists where a journey file is not valid', async () => {
  const { backend } = await offer(false);
  const problems = [
    {
      file: '/payments/journey.yaml',
      line: 4,
      column: 5,
      path: 'stages[0].stepz',
      problem: 'unknown key "stepz"',
      expected: 'one of name, steps',
      suggestion: 'steps',
    },
    {
      file: '/payments/journey.yaml',
      line: 9,
      column: 12,
      path: 'stages[0].steps[0]',
      problem: 'the step does not say its kind',
    },
  ];
  const fault = { code: 'invalid', message: 'The journey file is not valid', hint: '', problems };
  vi.spyOn(backend, 'open').mockRejectedValue(new Error(JSON.stringify(fault)));
  await userEvent.click(way(/^Open a folder/));
  await userEvent.type(screen.getByLabelText('The folder of a repository'), '/payments{Enter}');
  const list = await screen.findByRole('list', { name: '2 problems' });
  expect(within(list).getAllByRole('listitem').map(read)).toEqual([
    'line 4:5 unknown key "stepz". Did you mean “steps”? Expected one of name, steps.',
    'line 9:12 the step does not say its kind.',
  ]);
  expect(screen.getByText('/payments/journey.yaml')).toBeInTheDocument();
});

function read(item: HTMLElement): string {
  return item.textContent.replace(/\s+/g, ' ').trim();
}
