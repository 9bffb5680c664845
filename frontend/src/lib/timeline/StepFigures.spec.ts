import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { makeSpread } from '../../fake/figures';
import { makeState, spent } from '../../fake/make';
import { makeTimeline, makeTimelineStep } from '../../fake/timeline';
import type { Timeline } from '../wire';
import StepFigures from './StepFigures.svelte';

async function open(part: Partial<Timeline> = {}) {
  const steps = [
    makeTimelineStep(
      { id: 'docker', title: 'Docker answers', attempts: 2, failures: 1, others: makeSpread(96, 480_000) },
      0,
      ['hands_on', 12],
      ['machine', 3],
    ),
    makeTimelineStep({ id: 'go', title: 'Go', others: makeSpread(3, 480_000) }, 0),
  ];
  const stages = [{ name: 'Your machine', steps, spent: spent() }];
  render(StepFigures, { timeline: { ...makeTimeline(makeState([])), stages, ...part } });
  expect(screen.queryByRole('table')).toBeNull();
  await userEvent.click(screen.getByText('Every step in figures'));
  return screen.findByRole('table');
}

const cells = (table: HTMLElement, name: RegExp) =>
  within(within(table).getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim());

it('has every step for whoever opens it, and is empty where there was nothing', async () => {
  const table = await open();
  expect(cells(table, /^Docker/)).toEqual(['12 m', '3 m', '', '', '2', '1', '15 m', '8 m 96 people']);
  expect(cells(table, /^Go/)).toEqual(['', '', '', '', '', '', '', 'too few']);
});

it('leaves out others where nobody is known', async () => {
  const table = await open({ people: 0 });
  expect(cells(table, /^Docker/)).toEqual(['12 m', '3 m', '', '', '2', '1']);
});

it('says what went into no step', async () => {
  const table = await open({
    elsewhere: { spent: spent(0, 0, 0, 3_600_000), intervals: [], tries: [], marks: [] },
  });
  expect(cells(table, /^Elsewhere/)).toEqual(['', '', '', '1 h']);
});
