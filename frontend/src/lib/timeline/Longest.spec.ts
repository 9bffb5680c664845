import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import Longest from './Longest.svelte';

it('says what took how long and why, and leads there', async () => {
  const onselect = vi.fn();
  const longest = [
    {
      id: 'docker',
      title: 'Docker answers',
      took_ms: 3_900_000,
      why: ['One of 2 tries failed.', 'It waited.'],
    },
    { id: 'go', title: 'Go', took_ms: 60_000, why: [] },
  ];
  render(Longest, { longest, onselect });
  const lines = screen.getAllByRole('listitem').map((line) => line.textContent?.replace(/\s+/g, ' ').trim());
  expect(lines[0]).toMatch(/^Docker answers ?One of 2 tries failed\. It waited\. 1 h 5 m$/);
  expect(lines[1]).toMatch(/^Go ?1 m$/);
  await userEvent.click(screen.getByRole('button', { name: 'Go' }));
  expect(onselect).toHaveBeenCalledExactlyOnceWith('go');
});
