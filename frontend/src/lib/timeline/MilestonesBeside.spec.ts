import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { makeSpread } from '../../fake/figures';
import { makeState, spent } from '../../fake/make';
import { makeTimeline } from '../../fake/timeline';
import type { Timeline } from '../wire';
import MilestonesBeside from './MilestonesBeside.svelte';

const hour = 3_600_000;
const reached = (part: Partial<Timeline['milestones'][number]> = {}): Timeline['milestones'][number] => ({
  name: 'first-commit',
  title: 'First commit',
  at: '',
  at_ms: 10 * hour,
  spent: spent(hour),
  worked_ms: 3 * hour,
  ...part,
});

function open(people: number, ...milestones: Timeline['milestones']) {
  render(MilestonesBeside, { timeline: { ...makeTimeline(makeState([])), people, milestones } });
}

const headings = () => screen.getAllByRole('columnheader').map((each) => each.textContent);
const cells = () => screen.getAllByRole('cell').map((cell) => cell.textContent?.trim());

it('says when each was reached, and what of that was work', () => {
  open(0, reached());
  expect(headings()).toEqual(['Milestone', 'After', 'Worked']);
  expect(cells()).toEqual(['10 h', '3 h']);
});

it('sets beside it what others took, where anybody is known', () => {
  open(96, reached({ others: makeSpread(96, 8 * hour), others_worked: makeSpread(96, 2 * hour) }));
  expect(headings().slice(-2)).toEqual(['Others after', 'Others worked']);
  expect(cells()).toEqual(['10 h', '3 h', '8 h', '2 h']);
});

it('concludes nothing from too few, and nothing from nobody', () => {
  open(4, reached({ others: makeSpread(4, 8 * hour) }));
  expect(cells().slice(-2)).toEqual(['too few', '']);
});
