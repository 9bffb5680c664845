import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import Needs from './Needs.svelte';

const docker = { id: 'docker', title: 'Docker answers', status: 'failing' };
const clone = { id: 'clone', title: 'Clone harbour', status: 'blocked' };

it('names the one that it waits for, and leads there', async () => {
  const onselect = vi.fn();
  const { container } = render(Needs, { needs: [docker], onselect });
  expect(container).toHaveTextContent(/^Waits for: Docker answers$/);
  await userEvent.click(screen.getByRole('button', { name: 'Docker answers' }));
  expect(onselect).toHaveBeenCalledExactlyOnceWith('docker');
});

it('parts several with commas, and leads to each', async () => {
  const onselect = vi.fn();
  const { container } = render(Needs, { needs: [docker, clone], onselect });
  expect(container).toHaveTextContent(/^Waits for: Docker answers, Clone harbour$/);
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  expect(onselect).toHaveBeenCalledExactlyOnceWith('clone');
});
