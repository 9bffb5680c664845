import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { LogLine } from '../wire';
import LogRow from './LogRow.svelte';

const line: LogLine = { text: '', at: '2026-11-24T10:15:07.042', wrong: false, mark: false };

function draw(part: Partial<LogLine>, { times = false, sought = '', current = false } = {}) {
  const { container } = render(LogRow, { line: { ...line, ...part }, times, sought, current });
  return container.querySelector('.row') as HTMLElement;
}

it('shows what was printed, and no time unless that is wanted', () => {
  expect(draw({ text: '\u001b[32mready\u001b[0m' })).toHaveTextContent(/^ready$/);
});

it('shows to the millisecond when it was printed', () => {
  const row = draw({ text: 'ready' }, { times: true });
  expect(row.querySelector('.time')).toHaveTextContent(/^10:15:07\.042$/);
});

it('keeps the place of a time that is not known', () => {
  const row = draw({ text: 'ready', at: '' }, { times: true });
  expect(row.querySelector('.time')).toHaveTextContent(/^$/);
});

it('says in words, too, what was printed as an error', () => {
  const row = draw({ text: 'no such table', wrong: true });
  expect(row).toHaveTextContent('standard error: no such table');
  expect(row).toHaveClass('wrong');
});

it('shows what Firstlight says of the log apart from what was printed', () => {
  const row = draw({ text: 'web was started again', mark: true }, { times: true });
  expect(row).toHaveClass('mark');
  expect(screen.getByText('web was started again')).toBeInTheDocument();
  expect(row.querySelector('.time')).toBeNull();
});

it.each([
  ['in any case', 'GET /Lamps', '/lamps', true],
  ['through colours', '\u001b[32mlam\u001b[0mps', 'lamps', true],
  ['not in the commands to a terminal', '\u001b[32mready\u001b[0m', '32m', false],
  ['not where nothing is searched for', 'ready', '', false],
])('is found %s', (_, text, sought, found) => {
  expect(draw({ text }, { sought }).classList.contains('found')).toBe(found);
});

it('shows where the search stands', () => {
  expect(draw({ text: 'lamps' }, { sought: 'lamps', current: true })).toHaveClass('current');
  expect(draw({ text: 'lamps' }, { sought: 'lamps' })).not.toHaveClass('current');
});
