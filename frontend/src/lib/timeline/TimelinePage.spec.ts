import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoSteps } from '../../fake/demo';
import { makeState, makeStep } from '../../fake/make';
import { emptyTimeline, makeTimeline } from '../../fake/timeline';
import { sessionOf } from '../../testing/session';
import type { Timeline } from '../wire';
import TimelinePage from './TimelinePage.svelte';

async function open(part: Partial<Timeline> = {}) {
  const shown = makeState(demoSteps());
  const { session, backend } = await sessionOf(shown);
  const timeline = makeTimeline(shown, part);
  vi.spyOn(backend, 'timeline').mockResolvedValue(timeline);
  render(TimelinePage, { shown, session });
  const picture = await screen.findByRole('group', { name: 'Your way on one axis of time' });
  return { session, backend, timeline, picture };
}

const button = (name: string) => screen.getByRole('button', { name });
const paths = (picture: HTMLElement) =>
  [...picture.querySelectorAll('section path')].map((path) => path.getAttribute('d')).join();

describe('TimelinePage', () => {
  it('draws a row for each step, whatever their number, in a few paths', async () => {
    const { picture, timeline } = await open();
    const steps = timeline.stages.flatMap((stage) => stage.steps);
    for (const { title } of steps)
      expect(within(picture).getByRole('button', { name: title })).toBeInTheDocument();
    expect(picture.querySelectorAll('section path')).toHaveLength(timeline.stages.length * 11);
  });

  it('walks through the steps with the keys, and says of each what it took and why', async () => {
    const { timeline, session, picture } = await open();
    const [first, second] = timeline.stages.flatMap((stage) => stage.steps);
    within(picture).getByRole('button', { name: first?.title }).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const detail = await screen.findByRole('region', { name: second?.title });
    expect(detail).toHaveTextContent('half of 96 people at most 7 m');
    expect(detail).toHaveTextContent('Tried 2 times, 1 did not end well.');
    expect(detail).toHaveTextContent('could not lock /var/lib/dpkg/lock-frontend');
    expect(within(picture).getByRole('button', { name: second?.title })).toHaveFocus();
    await userEvent.click(button('Go to the step'));
    expect(session.view).toMatchObject({ kind: 'step', step: { id: second?.id } });
  });

  it('concludes nothing from too few others', async () => {
    const { timeline } = await open();
    const [first] = timeline.stages.flatMap((stage) => stage.steps);
    await userEvent.click(screen.getByRole('button', { name: first?.title }));
    expect(await screen.findByText(/4 people before you are too few to compare with/)).toBeInTheDocument();
  });

  it('zooms by the keys and by the buttons, and back', async () => {
    const { picture } = await open();
    const whole = paths(picture);
    expect(button('The whole way')).toHaveAttribute('aria-disabled', 'true');
    within(picture).getAllByRole('button')[0]?.focus();
    await userEvent.keyboard('+');
    await waitFor(() => expect(paths(picture)).not.toBe(whole));
    const close = paths(picture);
    await userEvent.keyboard('{ArrowRight}');
    await waitFor(() => expect(paths(picture)).not.toBe(close));
    await userEvent.click(button('The whole way'));
    await waitFor(() => expect(paths(picture)).toBe(whole));
    await userEvent.click(button('Closer'));
    await userEvent.click(button('Further away'));
    await waitFor(() => expect(paths(picture)).toBe(whole));
  });

  it('unfolds the pauses', async () => {
    const { picture, timeline } = await open();
    expect(picture.querySelectorAll('.pause')).toHaveLength(timeline.pauses.length * timeline.stages.length);
    await userEvent.click(screen.getByLabelText('Fold pauses of an hour and more'));
    await waitFor(() => expect(picture.querySelectorAll('.pause')).toHaveLength(0));
  });

  it('has the same numbers in a table', async () => {
    const { timeline } = await open();
    await userEvent.click(screen.getByText('Every step in figures'));
    const rows = within(await screen.findByRole('region', { name: 'Every step in figures' })).getAllByRole(
      'row',
    );
    expect(rows).toHaveLength(1 + timeline.stages.flatMap((stage) => stage.steps).length);
    expect(rows[2]).toHaveTextContent('Go 1.22 or newer');
  });

  it('says what took longest and why, and leads there', async () => {
    const { timeline } = await open();
    const [longest] = timeline.longest;
    const list = screen.getByText('What took longest, and why').closest('section');
    const items = within(list ?? document.body).getAllByRole('listitem');
    expect(items[0]).toHaveTextContent('One of 2 tries failed');
    await userEvent.click(within(items[0] ?? document.body).getByRole('button'));
    expect(await screen.findByRole('region', { name: longest?.title })).toBeInTheDocument();
  });

  it('puts her milestones beside the median of others, where it knows any', async () => {
    await open();
    expect(screen.getByText(/Beside yours stands the median of 96 imported onboardings/)).toBeInTheDocument();
    expect(screen.getByRole('columnheader', { name: 'Others after' })).toBeInTheDocument();
  });

  it('says how others come to stand beside her where it knows nobody', async () => {
    await open({ people: 0 });
    expect(screen.getByText(/^Import what your team exported/)).toBeInTheDocument();
    expect(screen.queryByRole('columnheader', { name: 'Others after' })).toBeNull();
  });

  it('shows what went into no step of the way', async () => {
    const { timeline } = await open();
    const elsewhere = { ...timeline.elsewhere, intervals: [{ from_ms: 0, to_ms: 60_000, kind: 'hands_on' }] };
    await open({ elsewhere });
    expect(
      (
        await screen.findAllByText(
          'What went into no step of the way, as into reading what there is to approve.',
        )
      )[0],
    ).toBeInTheDocument();
  });
});

describe('a timeline that was seen', () => {
  it('is there at once for whoever comes back, until a newer one is read', async () => {
    const { session, backend, timeline } = await open();
    let answer: ((newer: Timeline) => void) | undefined;
    vi.spyOn(backend, 'timeline').mockReturnValue(new Promise((resolve) => (answer = resolve)));
    render(TimelinePage, { shown: makeState(demoSteps()), session });
    expect(screen.getAllByRole('group', { name: 'Your way on one axis of time' })).toHaveLength(2);
    answer?.({ ...timeline, length_ms: 5 * 24 * 60 * 60_000 });
    expect(await screen.findByText(/^5 d on the way/)).toBeInTheDocument();
  });

  it('draws the rows of a long way that are seen, and those that are walked to', async () => {
    const shown = makeState(
      Array.from({ length: 200 }, (_, i) => makeStep({ id: `s-${i}`, stage: `Stage ${Math.floor(i / 20)}` })),
    );
    const { session, backend } = await sessionOf(shown);
    vi.spyOn(backend, 'timeline').mockResolvedValue(makeTimeline(shown));
    const { container } = render(TimelinePage, { shown, session });
    await screen.findByRole('group', { name: 'Your way on one axis of time' });
    expect(container.querySelectorAll('[data-row]')).toHaveLength(40);
    container.querySelector<HTMLElement>('[data-row]')?.focus();
    await userEvent.keyboard('{End}');
    await waitFor(() => expect(screen.getByRole('button', { name: 's-199' })).toHaveFocus());
  });
});

describe('without a way', () => {
  it('says that it has only begun', async () => {
    const shown = makeState(demoSteps());
    const { session, backend } = await sessionOf(shown);
    vi.spyOn(backend, 'timeline').mockResolvedValue(emptyTimeline(shown));
    render(TimelinePage, { shown, session });
    expect(await screen.findByText(/Your way has only begun/)).toBeInTheDocument();
  });

  it('says why it cannot be read, and tries again', async () => {
    const shown = makeState(demoSteps());
    const { session, backend } = await sessionOf(shown);
    vi.spyOn(backend, 'timeline').mockRejectedValueOnce(new Error('The record is in use'));
    render(TimelinePage, { shown, session });
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    await userEvent.click(button('Try again'));
    expect(await screen.findByRole('group', { name: 'Your way on one axis of time' })).toBeInTheDocument();
  });
});
