import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import FixInputs from './FixInputs.svelte';

const inputs = [
  { name: 'name', label: 'Your name', hint: 'As it should stand in your commits.' },
  { name: 'branch', label: 'Branch', default: 'my-lamp' },
];

it('begins with what is proposed, and keeps what was answered, even nothing', async () => {
  const { rerender } = render(FixInputs, { inputs, answers: {}, onanswer: vi.fn() });
  expect(screen.getByLabelText('Branch')).toHaveValue('my-lamp');
  await rerender({ answers: { branch: '' } });
  expect(screen.getByLabelText('Branch')).toHaveValue('');
});

it('hands on each answer under its name', async () => {
  const onanswer = vi.fn();
  render(FixInputs, { inputs, answers: {}, onanswer });
  await userEvent.type(screen.getByLabelText('Your name'), 'A');
  expect(onanswer).toHaveBeenCalledExactlyOnceWith('name', 'A');
});

it('joins a hint to its field, and none where there is none', () => {
  render(FixInputs, { inputs, answers: {}, onanswer: vi.fn() });
  expect(screen.getByLabelText('Your name')).toHaveAccessibleDescription(
    'As it should stand in your commits.',
  );
  expect(screen.getByLabelText('Branch')).not.toHaveAttribute('aria-describedby');
});
