import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import Refused from './Refused.svelte';

it('says why Firstlight leaves it alone, and has the commands for whoever does it by hand', async () => {
  const copy = vi.fn(() => Promise.resolve());
  const refusal = {
    reason: 'Firstlight did not start legacy, so it does not stop or remove it',
    commands: ['docker compose restart legacy', 'docker compose stop legacy'],
  };
  const { container } = render(Refused, { refusal, copy });
  const fold = container.querySelector('details');
  expect(fold).not.toHaveAttribute('open');
  await userEvent.click(screen.getByText(/^Firstlight did not start legacy, .*\. How to do it yourself$/));
  expect(fold).toHaveAttribute('open');
  await userEvent.click(screen.getByRole('button', { name: 'Copy How to do it yourself' }));
  expect(copy).toHaveBeenCalledExactlyOnceWith('docker compose restart legacy\ndocker compose stop legacy');
});
