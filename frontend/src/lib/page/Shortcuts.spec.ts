import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import Shortcuts from './Shortcuts.svelte';

it('lists the keys, and lets the single ones be switched off', async () => {
  const onsingle = vi.fn();
  render(Shortcuts, { single: true, onsingle, onclose: vi.fn() });
  expect(screen.getByRole('dialog', { name: 'Shortcuts' })).toBeInTheDocument();
  expect(screen.getByText('Run the chosen fix').nextElementSibling).toHaveTextContent('r');
  await userEvent.click(screen.getByRole('checkbox', { name: /Use single keys/ }));
  expect(onsingle).toHaveBeenCalledExactlyOnceWith(false);
});

it('closes with Escape', async () => {
  const onclose = vi.fn();
  render(Shortcuts, { single: true, onsingle: vi.fn(), onclose });
  await userEvent.keyboard('{Escape}');
  expect(onclose).toHaveBeenCalledOnce();
});
