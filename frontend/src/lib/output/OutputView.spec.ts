import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Fake } from '../../fake/backend';
import { makeState } from '../../fake/make';
import { Feed } from '../feed.svelte';
import OutputView from './OutputView.svelte';

const row = 20;
let feed: Feed | undefined;

afterEach(() => feed?.close());

/** Opens the output; the pane is given the sizes that a browser would give it. */
async function open(count: number, live = true) {
  const backend = new Fake(makeState([]));
  backend.outputs.set(
    'r',
    Array.from({ length: count }, (_, i) => `line ${i}`),
  );
  feed = new Feed(backend, 'r');
  const reading = feed;
  await waitFor(() => expect(reading.lines.count).toBe(count));
  const copy = vi.fn().mockResolvedValue(undefined);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300);
  const { rerender } = render(OutputView, { feed: reading, live, label: 'Output', copy });
  const pane = screen.getByRole('region', { name: 'Output' });
  Object.defineProperty(pane, 'scrollHeight', { get: () => reading.lines.count * row + 20 });
  const scrollTo = async (top: number) => {
    pane.scrollTop = top;
    await fireEvent.scroll(pane);
  };
  await scrollTo(count * row + 20 - 300);
  return { backend, copy, pane, scrollTo, rerender };
}

const drawn = () => screen.getAllByText(/^line \d+$/).map((line) => line.textContent);

describe('OutputView', () => {
  it('draws no more than what is in view and a little around it', async () => {
    await open(50_000);
    expect(drawn().length).toBeLessThan(50);
    expect(drawn().at(-1)).toBe('line 49999');
  });

  it('draws what someone scrolls to', async () => {
    const { scrollTo } = await open(50_000);
    await scrollTo(20_000 * row);
    expect(drawn()).toContain('line 20000');
    expect(drawn()).not.toContain('line 49999');
  });

  it('follows the end as lines arrive', async () => {
    const { backend, pane } = await open(100);
    backend.print('r', 'line 100', 'line 101');
    await waitFor(() => expect(pane.scrollTop).toBe(102 * row + 20));
  });

  it('lets go when someone scrolls up, and says how much is newer', async () => {
    const { backend, pane, scrollTo } = await open(100);
    await scrollTo(400);
    backend.print('r', 'line 100', 'line 101');
    expect(
      await screen.findByRole('button', { name: 'Follow the output · 2 newer lines' }),
    ).toBeInTheDocument();
    expect(pane.scrollTop).toBe(400);
  });

  it('keeps what someone reads in its place when earlier lines are dropped', async () => {
    const { backend, pane, scrollTo } = await open(100_000);
    await scrollTo(50_000 * row);
    backend.print('r', 'line 100000');
    await waitFor(() => expect(feed?.lines.first).toBeGreaterThan(0));
    const first = feed?.lines.first ?? 0;
    await waitFor(() => expect(pane.scrollTop).toBe((50_000 - first) * row));
  });

  it('follows again on request', async () => {
    const { backend, pane, scrollTo } = await open(100);
    await scrollTo(400);
    await userEvent.click(screen.getByRole('button', { name: 'Follow the output' }));
    expect(screen.queryByRole('button', { name: /Follow/ })).toBeNull();
    backend.print('r', 'line 100');
    await waitFor(() => expect(pane.scrollTop).toBe(101 * row + 20));
  });

  it('can be scrolled with the keyboard, and does not interrupt a screen reader', async () => {
    const { pane } = await open(10);
    expect(pane.tabIndex).toBe(0);
    expect(pane.closest('[aria-live]')).toBeNull();
  });

  it('colours lines, and copies them without colours', async () => {
    const { backend, copy } = await open(1);
    backend.print('r', '\u001b[31mE:\u001b[0m no lock');
    const coloured = await screen.findByText('E:');
    expect(coloured.style.color).toBe('var(--ansi-1)');
    await userEvent.click(screen.getByRole('button', { name: 'Copy output' }));
    expect(copy).toHaveBeenCalledExactlyOnceWith('line 0\nE: no lock');
  });

  it('wraps what has ended', async () => {
    const { pane } = await open(30, false);
    expect(pane).toHaveClass('wrapped');
    expect(drawn()).toHaveLength(30);
  });

  it('draws of a long one that has ended what is in view', async () => {
    const { pane } = await open(50_000, false);
    expect(pane).not.toHaveClass('wrapped');
    expect(drawn().length).toBeLessThan(50);
  });

  it('has one height while it runs and when it ends, whatever it prints', async () => {
    const { pane, rerender } = await open(2);
    expect(pane.style.height).toBe('220px');
    expect(pane).not.toHaveClass('wrapped');
    await rerender({ live: false });
    expect(pane.style.height).toBe('220px');
    expect(pane).toHaveClass('wrapped');
  });

  it('is as high as its lines where it had ended before', async () => {
    const { pane } = await open(2, false);
    expect(pane.style.height).toBe('');
    expect(pane.style.maxHeight).toBe('220px');
  });

  it('wraps nothing under the eyes of who reads further up when it ends', async () => {
    const { pane, scrollTo, rerender } = await open(100);
    await scrollTo(400);
    await rerender({ live: false });
    expect(pane).not.toHaveClass('wrapped');
    await scrollTo(100 * row + 20 - 300);
    expect(pane).toHaveClass('wrapped');
  });

  it('says that there is nothing', async () => {
    await open(0, false);
    expect(screen.getByText('Nothing was printed.')).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
