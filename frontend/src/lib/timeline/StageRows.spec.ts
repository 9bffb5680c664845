import { createEvent, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { minute, spent } from '../../fake/make';
import { makeTimelineStep } from '../../fake/timeline';
import { sight } from '../../testing/sight';
import type { TimelineInterval, TimelineMilestone, TimelineStage } from '../wire';
import { draw, rowHeight } from './draw';
import { Axis, Scale } from './scale';
import StageRows from './StageRows.svelte';

const stage: TimelineStage = {
  name: 'Your machine',
  spent: spent(12 * minute, 3 * minute),
  steps: [
    makeTimelineStep({ id: 'docker', title: 'Docker answers' }, 0, ['hands_on', 12]),
    makeTimelineStep({ id: 'go', title: 'Go' }, 12 * minute, ['machine', 3]),
  ],
};
const axis = new Axis(100 * minute, [], false);
const whole = new Scale(axis, { from: 0, to: axis.length }, 1000);

const milestone = (at: number): TimelineMilestone => ({
  name: `m-${at}`,
  title: `At ${at}`,
  at: '',
  at_ms: at * minute,
  spent: spent(),
  worked_ms: 0,
});
const pause = (from: number, to: number): TimelineInterval => ({
  from_ms: from * minute,
  to_ms: to * minute,
  kind: 'away',
});

function open(
  part: {
    stage?: TimelineStage;
    milestones?: TimelineMilestone[];
    pauses?: TimelineInterval[];
    scale?: Scale;
    selected?: string;
    first?: boolean;
  } = {},
) {
  const onselect = vi.fn();
  const { container } = render(StageRows, {
    stage,
    milestones: [],
    pauses: [],
    scale: whole,
    selected: '',
    focusable: 'docker',
    first: true,
    ...part,
    onselect,
  });
  const svg = () => container.querySelector('svg') as SVGElement;
  return { container, onselect, svg };
}

const row = (name: string) => screen.getByRole('button', { name });

describe('the rows', () => {
  it('are the steps, below their stage and the time that it took', () => {
    open();
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('Your machine 15 m');
    expect(screen.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['Docker answers', 'Go']);
  });

  it('are one stop of Tab, and say which is chosen', () => {
    open({ selected: 'go' });
    expect(row('Docker answers')).toHaveAttribute('tabindex', '0');
    expect(row('Go')).toHaveAttribute('tabindex', '-1');
    expect(row('Docker answers')).toHaveAttribute('aria-pressed', 'false');
    expect(row('Go')).toHaveAttribute('aria-pressed', 'true');
  });

  it('are chosen by their name', async () => {
    const { onselect } = open();
    await userEvent.click(row('Go'));
    expect(onselect).toHaveBeenCalledExactlyOnceWith('go');
  });

  it('are no buttons where they stand for no step', () => {
    const elsewhere = makeTimelineStep({ id: '', title: 'What went into no step.' }, 0, ['hands_on', 1]);
    const { container } = open({ stage: { ...stage, steps: [elsewhere] }, selected: '' });
    expect(screen.getByRole('listitem')).toHaveTextContent('What went into no step.');
    expect(screen.queryByRole('button')).toBeNull();
    expect(container.querySelector('.chosen')).toBeNull();
  });
});

describe('what is drawn', () => {
  it('is the time and the marks of all steps, and is hidden from who listens', () => {
    const { svg } = open();
    const drawing = draw(stage.steps, whole);
    const paths = [...svg().querySelectorAll('path')].map((path) => path.getAttribute('d'));
    expect(drawing.hands_on).not.toBe('');
    const { hands_on, machine, waiting, away, ...signs } = drawing;
    expect(paths).toEqual(['', hands_on, machine, waiting, away, drawing.failed, ...Object.values(signs)]);
    expect(svg()).toHaveAttribute('aria-hidden', 'true');
    expect(svg()).toHaveAttribute('height', String(2 * rowHeight));
  });

  it('is nothing before its width is known', () => {
    const { svg } = open({ scale: new Scale(axis, whole.range, 1) });
    expect([...svg().querySelectorAll('path')].map((path) => path.getAttribute('d')).join('')).toBe('');
  });

  it('has a flag at each milestone that is seen', () => {
    const close = new Scale(axis, { from: 20 * minute, to: 60 * minute }, 400);
    const { svg } = open({
      scale: close,
      milestones: [milestone(10), milestone(30), milestone(60), milestone(70)],
    });
    expect(svg().querySelector('.flags')).toHaveAttribute('d', 'M100 0V52M400 0V52');
  });

  it('has a band for each pause that is seen, and says how long it was', () => {
    const close = new Scale(axis, { from: 20 * minute, to: 60 * minute }, 400);
    const { svg } = open({
      scale: close,
      pauses: [pause(0, 19), pause(10, 30), pause(40, 40), pause(61, 90)],
    });
    const bands = [...svg().querySelectorAll('.pause')];
    expect(bands.map((band) => [band.getAttribute('x'), band.getAttribute('width')])).toEqual([
      ['-100', '200'],
      ['200', '1'],
    ]);
    expect(bands[0]?.querySelector('title')).toHaveTextContent('20 m in which nobody was at work');
  });

  it('marks the row that is chosen', () => {
    const { svg } = open({ selected: 'go' });
    expect(svg().querySelector('.chosen')).toHaveAttribute('y', String(rowHeight));
  });

  it.each([
    [rowHeight - 1, 'docker'],
    [rowHeight, 'go'],
    [2 * rowHeight, ''],
  ])('chooses the row that is pointed at: %i pixels down', async (offsetY, id) => {
    const { onselect, svg } = open();
    const click = createEvent.click(svg());
    Object.defineProperty(click, 'offsetY', { value: offsetY });
    await fireEvent(svg(), click);
    expect(onselect).toHaveBeenCalledExactlyOnceWith(id);
  });
});

describe('rows far below', () => {
  it('are drawn when they come near, and stay', async () => {
    const { tell } = sight();
    const { container } = open({ first: false });
    const section = container.querySelector('section') as HTMLElement;
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('Your machine');
    expect(screen.queryByRole('listitem')).toBeNull();
    expect(container.querySelector<HTMLElement>('.rows')?.style.minHeight).toBe(`${2 * rowHeight}px`);
    tell(section, false);
    expect(screen.queryByRole('listitem')).toBeNull();
    tell(section, true);
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2));
    tell(section, false);
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });

  it('are drawn at once where one of them is chosen', () => {
    sight();
    open({ first: false, selected: 'go' });
    expect(row('Go')).toHaveAttribute('aria-pressed', 'true');
  });
});
