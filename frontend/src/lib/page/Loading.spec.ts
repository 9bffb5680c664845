import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Loading from './Loading.svelte';

it('says what it is and what it is at, and that it is not done', () => {
  render(Loading);
  expect(screen.getByRole('main')).toHaveAttribute('aria-busy', 'true');
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Firstlight');
  expect(screen.getByRole('status')).toHaveTextContent('Looking at where you are…');
});
