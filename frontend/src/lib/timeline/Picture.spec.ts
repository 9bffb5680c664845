import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState, makeStep, minute, spent } from '../../fake/make';
import { makeTimeline, makeTimelineStep } from '../../fake/timeline';
import { sight } from '../../testing/sight';
import type { Timeline } from '../wire';
import Picture from './Picture.svelte';

const hour = 60 * minute;

const steps = [
  makeTimelineStep({ id: 'docker', title: 'Docker answers' }, 0, ['hands_on', 12], ['machine', 3]),
  makeTimelineStep({ id: 'go', title: 'Go' }, 5 * hour, ['machine', 6]),
  makeTimelineStep({ id: 'review', title: 'Somebody reviews it' }, 0),
];

function open(part: Partial<Timeline> = {}) {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  const timeline = {
    ...makeTimeline(makeState([])),
    length_ms: 10 * hour,
    pauses: [],
    stages: [{ name: 'Your machine', steps, spent: spent(12 * minute, 9 * minute) }],
    ...part,
  };
  const onopen = vi.fn();
  const { component, container } = render(Picture, { timeline, onopen });
  /** What is drawn of the time. */
  const drawn = () =>
    [...container.querySelectorAll('section path')].map((path) => path.getAttribute('d')).join();
  return { component, container, onopen, drawn };
}

const picture = () => screen.getByRole('group', { name: 'Your way on one axis of time' });
const row = (name: string) => within(picture()).getByRole('button', { name });
const button = (name: string) => screen.getByRole('button', { name });
const detail = () => screen.queryByRole('region');
const pressed = () => screen.queryAllByRole('button', { pressed: true }).map((each) => each.textContent);

it('says what its colours and marks mean, and which keys it takes', () => {
  const { container } = open();
  const legend = [...container.querySelectorAll('.legend > span')].map((each) => each.textContent?.trim());
  expect(legend).toEqual([
    'hands-on',
    'machine',
    'waiting',
    'away',
    'a try failed',
    'a fix worked',
    'it held',
    'it held no longer',
    'a note',
  ]);
  expect(picture()).toHaveAccessibleDescription(
    /^Up and down walk through the steps; plus, minus and 0 zoom/,
  );
});

describe('a step', () => {
  it('is chosen and left by a click, and says what it took', async () => {
    open();
    await userEvent.click(row('Docker answers'));
    expect(pressed()).toEqual(['Docker answers']);
    expect(screen.getByRole('region', { name: 'Docker answers' })).toHaveTextContent('hands-on 12 m');
    await userEvent.click(row('Docker answers'));
    expect(detail()).toBeNull();
    expect(pressed()).toEqual([]);
  });

  it('is walked to with the keys, no further than there are any', async () => {
    open();
    row('Docker answers').focus();
    await userEvent.keyboard('{End}');
    await waitFor(() => expect(row('Somebody reviews it')).toHaveFocus());
    await userEvent.keyboard('{ArrowDown}');
    expect(pressed()).toEqual(['Somebody reviews it']);
    await userEvent.keyboard('{ArrowUp}');
    await waitFor(() => expect(row('Go')).toHaveFocus());
    await userEvent.keyboard('{Home}');
    await waitFor(() => expect(row('Docker answers')).toHaveFocus());
    expect(pressed()).toEqual(['Docker answers']);
  });

  it('is where Tab leads to, and the first before any is chosen', async () => {
    const { container } = open();
    const stops = () =>
      [...container.querySelectorAll('[data-row][tabindex="0"]')].map((each) => each.textContent);
    expect(stops()).toEqual(['Docker answers']);
    await userEvent.click(row('Go'));
    expect(stops()).toEqual(['Go']);
  });

  it('is shown from elsewhere: its row has the focus, in sight', async () => {
    const { component } = open();
    const seen = vi.spyOn(Element.prototype, 'scrollIntoView');
    await component.show('go');
    expect(row('Go')).toHaveFocus();
    expect(seen.mock.contexts).toEqual([row('Go')]);
    expect(screen.getByRole('region', { name: 'Go' })).toBeInTheDocument();
  });

  it('is gone to', async () => {
    const { onopen } = open();
    await userEvent.click(row('Go'));
    await userEvent.click(button('Go to the step'));
    expect(onopen).toHaveBeenCalledExactlyOnceWith('go');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['its button', () => userEvent.click(button('Close'))],
    ['Escape on its row', () => userEvent.keyboard('{Escape}')],
    [
      'Escape beside its figures',
      async () => {
        button('Go to the step').focus();
        await userEvent.keyboard('{Escape}');
      },
    ],
  ])('is left, and the focus stays with its row: %s', async (_, leave) => {
    open();
    await userEvent.click(row('Go'));
    await leave();
    await waitFor(() => expect(detail()).toBeNull());
    expect(row('Go')).toHaveFocus();
  });

  it('is where the arrows go on from, once its figures are left', async () => {
    open();
    await userEvent.click(row('Go'));
    await userEvent.keyboard('{Escape}{ArrowDown}');
    await waitFor(() => expect(row('Somebody reviews it')).toHaveFocus());
  });

  it('takes no key that is meant for the window', async () => {
    const { drawn } = open();
    const before = drawn();
    row('Docker answers').focus();
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
      for (const key of ['+', 'ArrowDown', 'End'])
        expect(await fireEvent.keyDown(row('Docker answers'), { key, ...held })).toBe(true);
    expect(pressed()).toEqual([]);
    expect(drawn()).toBe(before);
  });
});

describe('looking closely', () => {
  const off = () =>
    ['Earlier', 'Further away', 'Closer', 'Later', 'The whole way'].filter(
      (name) => button(name).getAttribute('aria-disabled') === 'true',
    );

  it('offers only what leads somewhere', async () => {
    open();
    expect(off()).toEqual(['Earlier', 'Further away', 'Later', 'The whole way']);
    await userEvent.click(button('Closer'));
    expect(off()).toEqual([]);
    await userEvent.click(button('Later'));
    expect(off()).toEqual(['Later']);
    await userEvent.click(button('Earlier'));
    await userEvent.click(button('Earlier'));
    expect(off()).toEqual(['Earlier']);
    await userEvent.click(button('Further away'));
    expect(off()).toEqual(['Earlier', 'Further away', 'Later', 'The whole way']);
  });

  it('does nothing by a button that leads nowhere', async () => {
    const { drawn } = open();
    const whole = drawn();
    for (const name of off()) await userEvent.click(button(name));
    expect(drawn()).toBe(whole);
  });

  it('goes by the keys as by the buttons', async () => {
    const { drawn } = open();
    const whole = drawn();
    row('Docker answers').focus();
    await userEvent.keyboard('=');
    const close = drawn();
    expect(close).not.toBe(whole);
    await userEvent.keyboard('{ArrowRight}');
    const later = drawn();
    expect(later).not.toBe(close);
    await userEvent.keyboard('{ArrowLeft}');
    expect(drawn()).toBe(close);
    await userEvent.keyboard('-');
    expect(drawn()).toBe(whole);
    await userEvent.keyboard('++0');
    expect(drawn()).toBe(whole);
  });

  it('is at one step, where any time went into it', async () => {
    const { drawn } = open();
    const whole = drawn();
    await userEvent.click(row('Somebody reviews it'));
    expect(button('Look at it closely')).toBeDisabled();
    await userEvent.click(row('Go'));
    await userEvent.click(button('Look at it closely'));
    expect(drawn()).not.toBe(whole);
    expect(off()).toEqual([]);
  });
});

describe('pauses', () => {
  const pauses = [{ from_ms: 6 * hour, to_ms: 9 * hour, kind: 'away' }];
  const fold = () => screen.queryByRole('checkbox', { name: 'Fold pauses of an hour and more' });

  it('are asked about only where there are any', () => {
    open();
    expect(fold()).toBeNull();
  });

  it('are folded, until the person wants them; what was looked at closely is then left', async () => {
    const { container, drawn } = open({ pauses });
    const folded = drawn();
    expect(fold()).toBeChecked();
    expect(container.querySelector('.pause title')).toHaveTextContent('3 h in which nobody was at work');
    await userEvent.click(button('Closer'));
    await userEvent.click(fold() as HTMLElement);
    expect(container.querySelector('.pause')).toBeNull();
    expect(button('The whole way')).toHaveAttribute('aria-disabled', 'true');
    expect(drawn()).not.toBe(folded);
    await userEvent.click(fold() as HTMLElement);
    expect(drawn()).toBe(folded);
  });
});

it('shows what went into no step below the others, where nobody can walk to it', async () => {
  const intervals = [{ from_ms: 0, to_ms: 5 * minute, kind: 'hands_on' }];
  open({ elsewhere: { spent: spent(5 * minute), intervals, tries: [], marks: [] } });
  expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual([
    'Your machine 21 m',
    'Elsewhere 5 m',
  ]);
  expect(
    screen.getByText('What went into no step of the way, as into reading what there is to approve.'),
  ).toBeInTheDocument();
  row('Docker answers').focus();
  await userEvent.keyboard('{End}');
  expect(pressed()).toEqual(['Somebody reviews it']);
});

it('draws what is far below only once it comes near', async () => {
  const { tell } = sight();
  const shown = makeState(
    Array.from({ length: 60 }, (_, i) => makeStep({ id: `s-${i}`, stage: `Stage ${Math.floor(i / 20)}` })),
  );
  const { container } = open(makeTimeline(shown));
  const rows = () =>
    [...container.querySelectorAll('section')].map((each) => each.querySelectorAll('li').length);
  expect(rows()).toEqual([20, 20, 0]);
  tell(container.querySelectorAll('section')[2] as HTMLElement, true);
  await waitFor(() => expect(rows()).toEqual([20, 20, 20]));
});
