import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Figure from './Figure.svelte';

it('has the room of the widest before it is known and after, and says only what it is', async () => {
  const { container, rerender } = render(Figure, { value: '', widest: '999 MB' });
  const room = () => container.querySelector<HTMLElement>('[data-widest]');
  expect(room()?.dataset.widest).toBe('999 MB');
  expect(container).toHaveTextContent(/^$/);
  await rerender({ value: '24 MB', widest: '999 MB' });
  expect(room()).toBe(screen.getByText('24 MB').parentElement);
  expect(room()?.dataset.widest).toBe('999 MB');
});
