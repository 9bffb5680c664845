import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import Empty from './Empty.svelte';

it('says that there is nothing to do here, and opens another journey', async () => {
  const onopen = vi.fn();
  render(Empty, { onopen });
  expect(screen.getByRole('article', { name: 'This journey has no steps' })).toHaveTextContent(
    'Ask whoever sent it to you, or open another journey.',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Open a journey…' }));
  expect(onopen).toHaveBeenCalledOnce();
});
