import { render, screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import DriftNote from './DriftNote.svelte';

const held_until = '2026-11-24T12:00:00Z';
const now = Date.parse('2026-11-26T12:00:00Z');

it('says until when it held, and what it was then beside what it is now', () => {
  render(DriftNote, {
    now,
    drift: {
      held_until,
      changes: [
        { label: 'Version', was: '1.26.0', is: '1.19.8' },
        { label: 'Found at', was: '/usr/local/go/bin/go', is: '/usr/bin/go' },
      ],
    },
  });
  const note = screen.getByRole('region', { name: 'It held until Tuesday, 24 November 2026' });
  const headings = within(note).getAllByRole('columnheader');
  expect(headings.map((each) => each.textContent)).toEqual(['What', 'Then', 'Now']);
  const version = within(note).getByRole('row', { name: /^Version/ });
  expect(
    within(version)
      .getAllByRole('cell')
      .map((each) => each.textContent),
  ).toEqual(['1.26.0', '1.19.8']);
  expect(within(note).getByRole('row', { name: /^Found at/ })).toHaveTextContent(/\/usr\/bin\/go$/);
});

it('has no table where only the time is known', () => {
  render(DriftNote, { now, drift: { held_until, changes: [] } });
  expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('It held until');
  expect(screen.queryByRole('table')).toBeNull();
});
