import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { makeState, spent } from '../../fake/make';
import { makeTimeline } from '../../fake/timeline';
import type { Timeline } from '../wire';
import Ruler from './Ruler.svelte';
import { Axis, Scale } from './scale';

const hour = 3_600_000;

function draw(width: number, ...milestones: [string, number][]) {
  const axis = new Axis(10 * hour, [], false);
  const scale = new Scale(axis, { from: 0, to: axis.length }, width);
  const reached: Timeline['milestones'] = milestones.map(([title, hours]) => ({
    name: title,
    title,
    at: '',
    at_ms: hours * hour,
    spent: spent(),
    worked_ms: 0,
  }));
  const { container } = render(Ruler, {
    timeline: { ...makeTimeline(makeState([])), milestones: reached },
    scale,
  });
  return container;
}

const names = (container: HTMLElement) => [...container.querySelectorAll('.name')];

it('has a flag and a name at each milestone, and is only drawn', () => {
  const container = draw(1000, ['Machine ready', 2], ['Tests pass', 7]);
  expect(names(container).map((each) => each.textContent)).toEqual(['Machine ready', 'Tests pass']);
  expect(names(container)[0]).toHaveAttribute('x', '205');
  expect(container.querySelectorAll('.flag')).toHaveLength(2);
  expect(container.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
});

it('puts a name that has no room beside another below it, and leaves a third to the table', () => {
  const container = draw(1000, ['Machine ready', 2], ['Code cloned', 2.1], ['Tests pass', 2.2]);
  const [first, second] = names(container);
  expect(names(container)).toHaveLength(2);
  expect(Number(second?.getAttribute('y'))).toBeGreaterThan(Number(first?.getAttribute('y')));
  expect(container.querySelectorAll('.flag')).toHaveLength(3);
});

it('puts a name at the right edge before its flag', () => {
  const [name] = names(draw(1000, ['First commit', 9.9]));
  expect(name).toHaveAttribute('text-anchor', 'end');
});

it('says the times along the axis, more of them where there is more room', () => {
  const times = (container: HTMLElement) => container.querySelectorAll('.tick').length;
  expect(times(draw(200))).toBeGreaterThan(0);
  expect(times(draw(1600))).toBeGreaterThan(times(draw(200)));
});
