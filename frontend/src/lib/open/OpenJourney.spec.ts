import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import OpenJourney from './OpenJourney.svelte';

it('opens the journey that is named', async () => {
  const { session, backend } = await sessionOf(makeState([]));
  const onclose = vi.fn();
  render(OpenJourney, { session, onclose });
  expect(screen.getByRole('button', { name: 'Open' })).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Folder, address or file'), ' demo {Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(backend.calls).toEqual(['open demo ']);
});

it('takes a folder from the dialog of the system', async () => {
  const { session, backend } = await sessionOf(makeState([]));
  render(OpenJourney, { session, onclose: vi.fn() });
  const field = screen.getByLabelText('Folder, address or file');
  await userEvent.click(screen.getByRole('button', { name: 'Choose a folder…' }));
  await waitFor(() => expect(field).toHaveValue('/home/grace/payments'));
  vi.spyOn(backend, 'chooseFolder').mockResolvedValue('');
  await userEvent.click(screen.getByRole('button', { name: 'Choose a folder…' }));
  expect(field).toHaveValue('/home/grace/payments');
});

it('offers no dialog where the face has none', async () => {
  const { session } = await sessionOf({ ...makeState([]), chooses: false });
  render(OpenJourney, { session, onclose: vi.fn() });
  expect(screen.queryByRole('button', { name: 'Choose a folder…' })).not.toBeInTheDocument();
});

it('says why a journey cannot be opened, and stays', async () => {
  const { session } = await sessionOf(makeState([]));
  const onclose = vi.fn();
  render(OpenJourney, { session, onclose });
  await userEvent.type(screen.getByLabelText('Folder, address or file'), '/nowhere{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'There is no journey at /nowhere. Name a journey file',
  );
  expect(onclose).not.toHaveBeenCalled();
});

it('lists where a journey file is not valid', async () => {
  const { session, backend } = await sessionOf(makeState([]));
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
  render(OpenJourney, { session, onclose: vi.fn() });
  await userEvent.type(screen.getByLabelText('Folder, address or file'), '/payments{Enter}');
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
