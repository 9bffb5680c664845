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
  // What is answered then is still in sight.
  expect(screen.getByLabelText('Branch')).toHaveAttribute('placeholder', 'my-lamp');
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

it('hides a secret, and offers choices to choose from', async () => {
  const onanswer = vi.fn();
  const more = [
    { name: 'token', label: 'Token', secret: true },
    {
      name: 'issue',
      label: 'Issue',
      choices: [
        { value: '12', label: '#12 Mend the lamp', hint: '3 days old' },
        { value: '14', label: '#14 Oil the hinge' },
      ],
    },
  ];
  render(FixInputs, { inputs: more, answers: {}, onanswer });
  expect(screen.getByLabelText('Token')).toHaveAttribute('type', 'password');
  expect(screen.getByRole('option', { name: '#12 Mend the lamp (3 days old)' })).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByLabelText('Issue'), '14');
  expect(onanswer).toHaveBeenCalledExactlyOnceWith('issue', '14');
});

it('takes a text of several lines', async () => {
  const onanswer = vi.fn();
  const body = { name: 'body', label: 'Description', default: '## Why', long: true };
  render(FixInputs, { inputs: [body], answers: {}, onanswer });
  const field = screen.getByLabelText('Description');
  expect(field).toHaveValue('## Why');
  await userEvent.type(field, '{Enter}');
  expect(onanswer).toHaveBeenCalledExactlyOnceWith('body', '## Why\n');
});
