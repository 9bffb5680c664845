import { render, screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { makeFriction } from '../../fake/figures';
import Pulses from './Pulses.svelte';

const pulses = makeFriction().pulses ?? [];
const cells = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent?.trim());

it('says how many gave which answer, and the mean', () => {
  render(Pulses, { pulses });
  expect(screen.getAllByRole('columnheader').map((each) => each.textContent)).toEqual([
    'Milestone',
    '1',
    '2',
    '3',
    '4',
    '5',
    'Mean',
    'People',
  ]);
  expect(cells(/^Machine ready/)).toEqual(['4', '11', '30', '48', '27', '3.7', '120']);
});

it('gives no mean of too few', () => {
  render(Pulses, { pulses });
  expect(cells(/^First commit/)).toEqual(['0', '0', '1', '1', '2', 'too few', '4']);
});

it('draws the answers by the largest of all', () => {
  const { container } = render(Pulses, { pulses });
  const heights = [...container.querySelectorAll<HTMLElement>('td i')].map(({ style }) =>
    parseFloat(style.height),
  );
  expect(Math.max(...heights)).toBe(heights[3]);
  expect(heights[0]).toBeCloseTo((4 / 48) * 1.5);
});

it('quotes what would have made it better, two at most', () => {
  const said = (text: string) => ({ step: '', title: '', at: '', text });
  const [first] = pulses;
  if (!first) throw new Error('there is no pulse');
  render(Pulses, { pulses: [{ ...first, better: [said('one'), said('two'), said('three')] }] });
  expect(screen.getByRole('rowheader')).toHaveTextContent(/one\s*two$/);
});
