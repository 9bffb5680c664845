import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { makeQuestion, makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Question } from '../wire';
import QuestionForm from './QuestionForm.svelte';

async function ask(part: Partial<Question>) {
  const { session, backend } = await sessionOf(makeState([]));
  render(QuestionForm, { run: 'r', question: makeQuestion({ id: 'q', ...part }), session });
  return { session, backend };
}

it('hides a secret as it is typed, sends it once and forgets it', async () => {
  const { backend, session } = await ask({
    kind: 'secret',
    title: 'The password of ada?',
    label: 'Password',
  });
  const field = screen.getByLabelText('Password');
  expect(field).toHaveAttribute('type', 'password');
  expect(screen.getByRole('button', { name: 'Answer' })).toHaveAttribute('aria-disabled', 'true');
  await userEvent.type(field, 'sesame{Enter}');
  expect(backend.calls).toEqual(['answer r q sesame']);
  expect(field).toHaveValue('');
  expect(session.said).toContain('The password of ada?');
});

it('shows what a yes rests on, and takes a no', async () => {
  const { backend } = await ask({
    kind: 'confirm',
    title: 'Trust this key?',
    accept: 'Trust this key',
    facts: [{ label: 'Fingerprint', value: 'SHA256:abc', code: true }],
  });
  expect(screen.getByText('SHA256:abc')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'No' }));
  await userEvent.click(screen.getByRole('button', { name: 'Trust this key' }));
  expect(backend.calls).toEqual(['decline r q', 'answer r q yes']);
});

it('has nothing to answer where the answer is given elsewhere', async () => {
  const { backend } = await ask({ kind: 'await', code: 'ABCD-1234', link: 'https://example.com/device' });
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.queryByRole('button', { name: /No|Do not answer/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Copy the code' }));
  await userEvent.click(screen.getByRole('button', { name: 'Open the page' }));
  expect(backend.calls).toEqual(['copy ABCD-1234', 'browse https://example.com/device']);
});

it('says why an answer was not taken', async () => {
  const { backend } = await ask({ kind: 'text', label: 'User name' });
  backend.answer = () =>
    Promise.reject({ code: 'conflict', message: 'This is not asked any more.', hint: '' });
  await userEvent.type(screen.getByLabelText('User name'), 'ada{Enter}');
  expect(await screen.findByText(/not asked any more/)).toBeInTheDocument();
});
