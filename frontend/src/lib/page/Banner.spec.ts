import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { snippet } from '../../testing/snippet';
import Banner from './Banner.svelte';

const children = snippet('<button type="button">Review</button>');

it('is a place with a name, and what there is to do', () => {
  render(Banner, { text: 'A command waits.', hint: 'Nothing runs before.', children });
  const banner = screen.getByRole('region', { name: 'A command waits.' });
  expect(banner).toHaveTextContent(/^A command waits\. Nothing runs before\.\s*Review$/);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('is told at once where something is wrong', () => {
  render(Banner, { text: 'The connection is lost.', alert: true });
  expect(screen.getByRole('alert')).toHaveTextContent('The connection is lost.');
  expect(screen.queryByRole('region')).toBeNull();
});
