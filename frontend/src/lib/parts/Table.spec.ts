import { render, screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { snippet } from '../../testing/snippet';
import Table from './Table.svelte';

it('is a place with a name that holds the figures and is scrolled with the keyboard', () => {
  const children = snippet('<tbody><tr><th scope="row">Clone</th><td>12 s</td></tr></tbody>');
  render(Table, { label: 'Every step in figures', children });
  const place = screen.getByRole('region', { name: 'Every step in figures' });
  expect(within(within(place).getByRole('table')).getByRole('cell')).toHaveTextContent('12 s');
  place.focus();
  expect(place).toHaveFocus();
});
