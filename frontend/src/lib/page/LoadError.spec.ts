import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import LoadError from './LoadError.svelte';

const problem = { file: 'j.yaml', line: 4, column: 5, problem: 'no name', expected: '', suggestion: '' };
const fault = { code: 'invalid', message: 'Not valid', hint: 'Mend it.', input: '', problems: [problem] };

it('says what is wrong and where, and offers another journey', async () => {
  const onopen = vi.fn();
  render(LoadError, { fault, onretry: vi.fn(), onopen });
  expect(screen.getByRole('alert')).toHaveTextContent(/Not valid.*line 4:5.*no name.*Mend it\./);
  await userEvent.click(screen.getByRole('button', { name: 'Open a journey…' }));
  expect(onopen).toHaveBeenCalledOnce();
});

it('tries again once at a time', async () => {
  let end: () => void = () => undefined;
  const onretry = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
  render(LoadError, { fault, onretry, onopen: vi.fn() });
  const retry = screen.getByRole('button', { name: 'Try again' });
  await userEvent.click(retry);
  expect(retry).toHaveFocus();
  expect(retry).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(retry);
  end();
  await vi.waitFor(() => expect(retry).toHaveAttribute('aria-disabled', 'false'));
  expect(onretry).toHaveBeenCalledOnce();
});
