import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import NoServices from './NoServices.svelte';

it('says what a journey needs to have some, as one can write it', async () => {
  const copy = vi.fn(() => Promise.resolve());
  const { container } = render(NoServices, { copy });
  expect(container).toHaveTextContent(/^This journey runs no services\. A step of kind compose/);
  await userEvent.click(screen.getByRole('button', { name: 'Copy a step with services' }));
  expect(copy).toHaveBeenCalledExactlyOnceWith('- compose: compose.yaml\n  healthy_within: 3m');
});
