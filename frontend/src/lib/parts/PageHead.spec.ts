import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import PageHead from './PageHead.svelte';

it('says what the page is, and can be brought the focus', () => {
  render(PageHead, { id: 'a-title', title: 'Health', eyebrow: 'This machine', lead: 'All hold.' });
  const title = screen.getByRole('heading', { level: 1, name: 'Health' });
  expect(title).toHaveAttribute('id', 'a-title');
  expect(title).toHaveAttribute('tabindex', '-1');
  expect(screen.getByText('This machine')).toBeInTheDocument();
  expect(screen.getByText('All hold.')).toBeInTheDocument();
});

it('keeps the place of what is not known yet, and of nothing else', () => {
  const { container } = render(PageHead, { id: 'b-title', title: 'Friction', eyebrow: '' });
  expect(container.querySelector('.eyebrow')).toHaveTextContent('');
  expect(container.querySelector('.lead')).toBeNull();
});
