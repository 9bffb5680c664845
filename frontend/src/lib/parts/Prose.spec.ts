import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import Prose from './Prose.svelte';

it('shows paragraphs, code to copy, and addresses to open', async () => {
  const browse = vi.fn();
  const text = 'Open http://127.0.0.1:18080/ now.\n\n    {Name: "You"},\n';
  render(Prose, { text, label: 'By hand', copy: vi.fn(), browse });
  expect(screen.getByText('{Name: "You"},')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Copy By hand' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('link', { name: 'http://127.0.0.1:18080/' }));
  expect(browse).toHaveBeenCalledExactlyOnceWith('http://127.0.0.1:18080/');
});

it('shows markup as the text that it is', () => {
  render(Prose, { text: '<img src=x onerror=alert(1)>', label: 'x', copy: vi.fn(), browse: vi.fn() });
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeInTheDocument();
});
