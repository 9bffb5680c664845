import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';
import Sheet from './Sheet.svelte';

const children = createRawSnippet(() => ({ render: () => '<button type="button">Inside</button>' }));

it('is named by its title, takes the focus, and closes with Escape', async () => {
  const onclose = vi.fn();
  render(Sheet, { title: 'Open a journey', onclose, children });
  const sheet = screen.getByRole('dialog', { name: 'Open a journey' });
  await waitFor(() => expect(sheet.contains(document.activeElement)).toBe(true));
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
});

it('keeps its name where the title is only heard', () => {
  render(Sheet, { title: 'Find a step', bare: true, onclose: vi.fn(), children });
  expect(screen.getByRole('dialog', { name: 'Find a step' })).toBeInTheDocument();
});

it('gives the focus to the title of the page where what opened it is gone', async () => {
  document.body.insertAdjacentHTML(
    'beforeend',
    '<main><h1 tabindex="-1">Title</h1><button>Open</button></main>',
  );
  const button = document.querySelector('main button') as HTMLElement;
  button.focus();
  const { unmount } = render(Sheet, { title: 'Open a journey', onclose: vi.fn(), children });
  await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true));
  button.remove();
  unmount();
  await waitFor(() => expect(document.querySelector('main h1')).toHaveFocus());
  document.querySelector('main')?.remove();
});

it('keeps what scrolls beneath from being drawn over it, until it closes', () => {
  document.body.insertAdjacentHTML(
    'beforeend',
    '<style>.long { overflow-y: auto }</style><div data-scrolls class="long"></div><div data-scrolls></div>',
  );
  const [scrolls, lies] = document.querySelectorAll<HTMLElement>('[data-scrolls]');
  const { unmount } = render(Sheet, { title: 'Open a journey', onclose: vi.fn(), children });
  expect(scrolls?.style.overflow).toBe('hidden');
  expect(lies?.style.overflow).toBe('');
  unmount();
  expect(scrolls?.style.overflow).toBe('');
  for (const each of [scrolls, lies, document.querySelector('style')]) each?.remove();
});
