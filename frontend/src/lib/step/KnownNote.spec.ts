import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Known } from '../wire';
import KnownNote from './KnownNote.svelte';

function open(part: Partial<Known> = {}) {
  const told = { copy: vi.fn(() => Promise.resolve()), browse: vi.fn() };
  const known = {
    id: 'disk-full',
    cause: 'The disk is full.',
    next: 'Make room on it.',
    command: '',
    owner: '',
    docs: '',
    ...part,
  };
  render(KnownNote, { known, ...told });
  return { ...told, note: screen.getByRole('region', { name: 'What this means' }) };
}

it('says the cause, and then what to do', () => {
  const { note } = open();
  expect(note).toHaveTextContent(/The disk is full\. Make room on it\.$/);
  expect(within(note).queryByRole('button')).toBeNull();
});

it('has the command that helps at hand', async () => {
  const { copy } = open({ command: 'docker system prune' });
  await userEvent.click(screen.getByRole('button', { name: 'Copy What helps' }));
  expect(copy).toHaveBeenCalledExactlyOnceWith('docker system prune');
  expect(screen.getByText('docker system prune').tagName).toBe('CODE');
});

it('says who looks after it, and where to read more', async () => {
  const { browse, note } = open({ owner: 'The platform team', docs: 'https://wiki.acme.example/disk' });
  expect(note).toHaveTextContent('The platform team looks after this.');
  await userEvent.click(screen.getByRole('button', { name: 'Read more' }));
  expect(browse).toHaveBeenCalledExactlyOnceWith('https://wiki.acme.example/disk');
});
