import { waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { Fake } from '../fake/backend';
import { makeState } from '../fake/make';
import { Feed } from './feed.svelte';

function texts(feed: Feed): string[] {
  return feed.lines.slice(0, feed.lines.count).map((line) => line.text);
}

function opened(...printed: string[]): { backend: Fake; feed: Feed } {
  const backend = new Fake(makeState([]));
  backend.outputs.set('run', printed);
  return { backend, feed: new Feed(backend, 'run') };
}

describe('Feed', () => {
  it('begins with what was printed before', async () => {
    const { feed } = opened('a', 'b');
    await waitFor(() => expect(texts(feed)).toEqual(['a', 'b']));
  });

  it('reads a long output in stretches', async () => {
    const { feed } = opened(...Array.from({ length: 4500 }, (_, i) => `line ${i}`));
    await waitFor(() => expect(feed.lines.count).toBe(4500));
    expect(texts(feed).at(-1)).toBe('line 4499');
  });

  it('goes on with what arrives, and leaves other runs alone', async () => {
    const { backend, feed } = opened('a');
    await waitFor(() => expect(feed.lines.count).toBe(1));
    backend.print('other', 'x');
    backend.print('run', 'b', 'c');
    expect(texts(feed)).toEqual(['a', 'b', 'c']);
  });

  it('fills a gap from what was kept', async () => {
    const { backend, feed } = opened('a');
    await waitFor(() => expect(feed.lines.count).toBe(1));
    backend.outputs.set('run', ['a', 'b', 'c', 'd']);
    backend.send('output', { run: 'run', from: 3, lines: ['d'], next: 4 });
    await waitFor(() => expect(texts(feed)).toEqual(['a', 'b', 'c', 'd']));
  });

  it('reads the end that was printed while nothing could be heard', async () => {
    const { backend, feed } = opened('a');
    await waitFor(() => expect(feed.lines.count).toBe(1));
    backend.outputs.set('run', ['a', 'b', 'c']);
    backend.send('changed', { seq: 0 });
    await waitFor(() => expect(texts(feed)).toEqual(['a', 'b', 'c']));
  });

  it('begins where the oldest kept line is, when earlier ones are gone', async () => {
    const backend = new Fake(makeState([]));
    vi.spyOn(backend, 'output').mockImplementation(async (run, from) =>
      from < 502 ? { run, from: 500, lines: ['y', 'z'], next: 502 } : { run, from, lines: [], next: from },
    );
    const feed = new Feed(backend, 'run');
    await waitFor(() => expect(texts(feed)).toEqual(['y', 'z']));
    expect(feed.lines.first).toBe(500);
  });

  it('says why the output cannot be read', async () => {
    const backend = new Fake(makeState([]));
    vi.spyOn(backend, 'output').mockRejectedValue({ code: 'not_found', message: 'No such run', hint: '' });
    const feed = new Feed(backend, 'run');
    await waitFor(() => expect(feed.fault?.message).toBe('No such run'));
  });

  it('hears progress as a sign of life', async () => {
    const { backend, feed } = opened();
    const before = (feed.heardAt -= 1000);
    const progress = { phase: 'Pulling', done: 1, total: 2, unit: 'items' };
    backend.send('progress', { run: 'run', step: 'x', progress });
    expect(feed.heardAt).toBeGreaterThan(before);
  });

  it('listens no more once it is closed', async () => {
    const { backend, feed } = opened('a');
    await waitFor(() => expect(feed.lines.count).toBe(1));
    feed.close();
    backend.print('run', 'b');
    expect(texts(feed)).toEqual(['a']);
  });
});
