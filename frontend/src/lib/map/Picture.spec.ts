import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoUntil, needing } from '../../fake/demo';
import { makeState, makeStep, spent } from '../../fake/make';
import { sight } from '../../testing/sight';
import type { Step } from '../wire';
import Picture from './Picture.svelte';

function open(steps: Step[] = needing(demoUntil('docker'))) {
  sight();
  const onopen = vi.fn();
  const { component, container } = render(Picture, { shown: makeState(steps), onopen });
  const path = (name: string) => container.querySelector(`.card path.${name}`)?.getAttribute('d') ?? '';
  const keys = () =>
    [...container.querySelectorAll<HTMLElement>('[data-station]')].map((each) => each.dataset.station);
  const stops = () =>
    [...container.querySelectorAll<HTMLElement>('[data-station][tabindex="0"]')].map(
      (each) => each.dataset.station,
    );
  return { component, container, onopen, path, keys, stops };
}

const picture = () => screen.getByRole('group', { name: 'The whole way, stage by stage' });
const station = (name: string) => within(picture()).getByRole('button', { name: new RegExp(`^${name}:`) });
const head = (name: string) =>
  within(picture()).getByRole('button', { name: new RegExp(`^${name}(?: next)? \\d`) });

/** So many steps in stages of twenty, of which those before the last stage but one hold. */
function many(count: number): Step[] {
  return Array.from({ length: count }, (_, i) =>
    makeStep({
      id: `s${i}`,
      title: `s${i}`,
      stage: `Stage ${Math.floor(i / 20)}`,
      status: i < count - 30 ? 'ok' : 'failing',
    }),
  );
}

it('has each stage as a heading and each step as a station, in their order', () => {
  open();
  const names = screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent?.trim());
  expect(names.map((name) => name?.split(/\s{2,}|\d/)[0]?.trim())).toEqual([
    'Your machine',
    'Your code',
    'Your service',
    'Your first commit',
  ]);
  expect(station('Build harbour')).toHaveAccessibleName(
    'Build harbour: blocked, 9 of 14; needs Clone harbour, Go 1.22 or newer; needed by Harbour is up and healthy',
  );
  expect(picture()).toHaveAccessibleDescription(/^Up and down walk from station to station/);
});

it('draws what is needed and what is waited for apart, and both only where there are any', () => {
  const { path } = open();
  expect(path('needs').match(/M/g)).toHaveLength(5);
  expect(path('waits').match(/M/g)).toHaveLength(8);
  expect(path('points')).not.toBe('');
});

it('draws nothing of the kind in a journey without needs', () => {
  const { path } = open([makeStep({ id: 'git', title: 'git' })]);
  expect([path('needs'), path('waits'), path('walked')]).toEqual(['', '', expect.stringMatching(/^M/)]);
  expect(screen.getByText('No step of this journey needs another.')).toBeInTheDocument();
});

it.each<[string, Step[], string[]]>([
  ['nothing has begun', [makeStep({ id: 'git', status: 'failing' })], ['still to come', 'milestone ahead']],
  ['all is done', [makeStep({ id: 'git' })], ['holds', 'milestone reached']],
])('says what its signs mean, and of none that is not there: %s', (_, steps, said) => {
  const at = steps.every(({ status }) => status === 'ok') ? '2026-11-24T10:00:00Z' : '';
  const milestone = { name: 'machine-ready', title: 'Machine ready', at, elapsed_ms: 0, spent: spent() };
  const shown = makeState(steps, { milestones: [milestone] });
  const { container } = render(Picture, { shown, onopen: vi.fn() });
  const legend = [...container.querySelectorAll('.legend > span')].map((each) => each.textContent?.trim());
  expect(legend).toEqual([...said, 'No step of this journey needs another.']);
});

describe('looking at a station', () => {
  const told = (text: string) =>
    screen.queryAllByText(text).map((each) => each.closest<HTMLElement>('button')?.dataset.station);

  it('shows what it needs and what needs it, while the pointer is there', async () => {
    const { path } = open();
    expect(path('looked')).toBe('');
    await fireEvent.pointerMove(station('Build harbour'));
    expect(told('it needs this')).toEqual(['step:tool-go', 'step:clone-harbour']);
    expect(told('needs it')).toEqual(['step:service']);
    expect(path('looked').match(/M/g)).toHaveLength(3);
    await fireEvent.pointerLeave(picture());
    expect(told('it needs this')).toEqual([]);
    expect(path('looked')).toBe('');
  });

  it('shows it as well while the keyboard is there', async () => {
    const { path } = open();
    station('Push your branch').focus();
    await waitFor(() => expect(told('it needs this')).toEqual(['step:commit']));
    station('Push your branch').blur();
    await waitFor(() => expect(path('looked')).toBe(''));
  });

  it('shows the lines of a folded stage at its head', async () => {
    const { path } = open();
    await userEvent.click(head('Your machine'));
    await fireEvent.pointerMove(head('Your machine'));
    // Five steps elsewhere need one or more that are in it.
    expect(path('looked').match(/M/g)).toHaveLength(5);
  });
});

describe('the keys', () => {
  it('begin at what is next, and walk over heads and stations, no further than there are any', async () => {
    const { stops } = open();
    expect(stops()).toEqual(['step:docker']);
    station('Docker answers').focus();
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(station('Port 18080 is free')).toHaveFocus());
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(head('Your code')).toHaveFocus());
    expect(stops()).toEqual(['stage:Your code']);
    await userEvent.keyboard('{End}');
    await waitFor(() => expect(station('Say hello to your buddy.')).toHaveFocus());
    await userEvent.keyboard('{ArrowDown}{Home}');
    await waitFor(() => expect(head('Your machine')).toHaveFocus());
  });

  it('fold and unfold a stage, and stay with it', async () => {
    const { keys, stops } = open();
    station('Docker answers').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(station('Docker answers')).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    await waitFor(() => expect(head('Your machine')).toHaveFocus());
    expect(head('Your machine')).toHaveAttribute('aria-expanded', 'false');
    expect(keys()).not.toContain('step:docker');
    expect(stops()).toEqual(['stage:Your machine']);
    await userEvent.keyboard('{ArrowRight}');
    await waitFor(() => expect(head('Your machine')).toHaveAttribute('aria-expanded', 'true'));
    expect(head('Your machine')).toHaveFocus();
    expect(keys()).toContain('step:docker');
  });

  it('open a step', async () => {
    const { onopen } = open();
    station('Docker answers').focus();
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(onopen).toHaveBeenCalledExactlyOnceWith('disk');
  });

  it('that are meant for the window are not taken', async () => {
    open();
    station('Docker answers').focus();
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
      for (const key of ['ArrowLeft', 'ArrowDown', 'End'])
        expect(await fireEvent.keyDown(station('Docker answers'), { key, ...held })).toBe(true);
    expect(station('Docker answers')).toHaveFocus();
  });
});

describe('many steps', () => {
  it('stand folded, but for the stage of what is next', async () => {
    const { keys, stops } = open(many(500));
    expect(keys()).toHaveLength(25 + 20);
    expect(head('Stage 23')).toHaveAttribute('aria-expanded', 'true');
    expect(stops()).toEqual(['step:s470']);
    await userEvent.click(head('Stage 7'));
    expect(keys()).toHaveLength(25 + 40);
    await userEvent.click(head('Stage 23'));
    expect(keys()).toHaveLength(25 + 20);
  });

  it('stay as they are when another step is next, so that the focus is not lost', async () => {
    sight();
    const { rerender, container } = render(Picture, { shown: makeState(many(500)), onopen: vi.fn() });
    station('s470').focus();
    const on = makeState(many(500).map((step, i) => (i < 490 ? { ...step, status: 'ok' } : step)));
    await rerender({ shown: on });
    expect(on.current).toBe('s490');
    expect(station('s470')).toHaveFocus();
    expect(head('Stage 24')).toHaveAttribute('aria-expanded', 'false');
    expect(head('Stage 24')).toHaveTextContent('next');
    expect(container.querySelectorAll('[data-station]')).toHaveLength(45);
  });

  it('stand open as long as they can be overseen', () => {
    expect(open(many(60)).keys()).toHaveLength(63);
  });

  it('are led to from elsewhere, in sight, also in a stage that was folded', async () => {
    const { component } = open(many(500));
    const seen = vi.spyOn(Element.prototype, 'scrollIntoView');
    await component.show('s3');
    expect(station('s3')).toHaveFocus();
    expect(seen.mock.contexts).toEqual([station('s3')]);
    expect(head('Stage 0')).toHaveAttribute('aria-expanded', 'true');
  });
});
