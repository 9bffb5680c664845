import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import SayField from './SayField.svelte';

async function open(rows = 1) {
  const { session, backend } = await sessionOf(makeState([]));
  backend.noteLimit = async () => 300;
  render(SayField, { label: 'Why', value: '', session, rows });
  const field = screen.getByLabelText('Why');
  field.focus();
  return field;
}

it('says how much room there is as it gets less, and cuts nothing off', async () => {
  const field = await open();
  await userEvent.paste('é'.repeat(99));
  expect(field).not.toHaveAccessibleDescription();
  await userEvent.paste('x');
  expect(field).toHaveAccessibleDescription('200 characters left');
  expect(field).toBeValid();
  await userEvent.paste(`${'x'.repeat(202)}`);
  expect(field).toHaveAccessibleDescription('2 characters too many');
  expect(field).toBeInvalid();
  expect(field).toHaveValue(`${'é'.repeat(99)}${'x'.repeat(203)}`);
});

it('tells a reader when little room is left and when there is none, but not at each character', async () => {
  await open();
  const told = screen.getByRole('status');
  await userEvent.paste('x'.repeat(99));
  expect(told.textContent).toBe('');
  await userEvent.paste('x');
  expect(told).toHaveTextContent('At most 200 characters left');
  await userEvent.paste('x'.repeat(99));
  expect(told).toHaveTextContent('At most 200 characters left');
  await userEvent.paste('x');
  expect(told).toHaveTextContent('At most 100 characters left');
  await userEvent.paste('x'.repeat(101));
  expect(told).toHaveTextContent('It is too long to be kept');
});

it('counts the spaces between words only where they are kept', async () => {
  const field = await open();
  await userEvent.paste(`${'x'.repeat(99)}${' '.repeat(10)}y `);
  expect(field).toHaveAccessibleDescription('199 characters left');
});

it('takes some lines, and counts them as they are', async () => {
  const field = await open(2);
  await userEvent.paste(`${'x'.repeat(90)}\n\n${'y'.repeat(99)} `);
  expect(field).toHaveValue(`${'x'.repeat(90)}\n\n${'y'.repeat(99)} `);
  expect(field).toHaveAccessibleDescription('109 characters left');
});
