import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import TooFew from './TooFew.svelte';

it('is said of all the columns whose place it takes', () => {
  const row = document.createElement('table').insertRow();
  document.body.append(row.closest('table') ?? row);
  render(TooFew, { target: row, props: { columns: 3 } });
  expect(screen.getByRole('cell')).toHaveAttribute('colspan', '3');
  expect(screen.getByTitle('Too few people to conclude anything.')).toHaveTextContent('too few');
});
