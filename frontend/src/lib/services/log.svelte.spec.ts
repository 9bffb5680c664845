import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Fake } from '../../fake/backend';
import { makeState } from '../../fake/make';
import { makeService } from '../../fake/services';
import { keeper, LogFeed } from './log.svelte';

const web = makeService({ name: 'web' });

function open(lines = 0) {
  const backend = new Fake(makeState([]));
  const asked = vi.spyOn(backend, 'serviceLog');
  for (let i = 0; i < lines; i++) backend.logOf(web.id).print(`line ${i}`);
  const feed = new LogFeed(backend, web);
  return { backend, feed, asked };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('keeper', () => {
  const part = (from: number) => ({
    from,
    lines: Array.from({ length: 40 }, () => ({ text: '', at: '', wrong: false, mark: false })),
    first: 0,
    next: 10_000,
    waits: false,
    settled: true,
  });

  it('moves rows along with what is read, and keeps them where most lines are others', () => {
    const keys = keeper();
    const first = keys(part(500), true);
    expect(keys(part(9000), true), 'the end is followed').toBe(first);
    expect(keys(part(9000), false), 'and let go').toBe(first);
    expect(keys(part(8995), false), 'a turn of the wheel up').toBe(first - 5);
    expect(keys(part(8999), false), 'and down').toBe(first - 1);
    expect(keys(part(100), false), 'a jump to what was found').toBe(first - 1);
    expect(keys(part(110), false), 'and on from there').toBe(first + 9);
    expect(keys(part(9960), true), 'to the end again').toBe(first + 9);
  });
});

describe('LogFeed', () => {
  it('asks for the end, and again as the log grows', async () => {
    const { backend, feed } = open(200);
    await settled();
    expect(feed.part.lines).toHaveLength(60);
    expect(feed.part.next).toBe(200);
    backend.log(web.id, 'newer');
    await vi.waitFor(() => expect(feed.part.lines.at(-1)?.text).toBe('newer'));
    feed.close();
  });

  it('asks once for all that came while it was asking', async () => {
    const { backend, feed, asked } = open();
    await settled();
    const before = asked.mock.calls.length;
    for (let i = 0; i < 50; i++) backend.log(web.id, `line ${i}`);
    await vi.waitFor(() => expect(feed.part.next).toBe(50));
    expect(asked.mock.calls.length - before).toBeLessThanOrEqual(2);
    feed.close();
  });

  it('looks less often at what runs past faster than anyone reads', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { backend, feed, asked } = open(200);
    feed.follow(40);
    await vi.advanceTimersByTimeAsync(1000);
    const looks = async (lines: number) => {
      const before = asked.mock.calls.length;
      const printing = setInterval(() => {
        for (let i = 0; i < lines; i++) backend.log(web.id, `line ${i}`);
      }, 20);
      await vi.advanceTimersByTimeAsync(3000);
      clearInterval(printing);
      return asked.mock.calls.length - before;
    };
    const slow = await looks(1);
    const fast = await looks(100);
    expect([slow, fast].map((count) => count > 5)).toEqual([true, true]);
    expect(fast).toBeLessThanOrEqual(11);
    expect(slow).toBeLessThanOrEqual(21);
    expect(slow).toBeGreaterThan(fast);
    feed.close();
  });

  it('holds what is read, and nothing while the end is followed', async () => {
    const { feed, asked } = open(200);
    feed.look(10, 40);
    await settled();
    expect(asked).toHaveBeenLastCalledWith('service', 'web', 1, 10, 40, true);
    expect(feed.part.from).toBe(10);
    feed.follow(40);
    await settled();
    expect(asked).toHaveBeenLastCalledWith('service', 'web', 1, -1, 40, false);
    feed.close();
  });

  it('is deaf to other logs, and once it is closed', async () => {
    const { backend, feed, asked } = open();
    await settled();
    const before = asked.mock.calls.length;
    backend.log('service/db/1', 'elsewhere');
    feed.close();
    backend.log(web.id, 'too late');
    await settled();
    expect(asked.mock.calls.length).toBe(before);
  });

  it('fetches all that is kept, part by part', async () => {
    const { feed } = open(2500);
    await settled();
    expect(await feed.whole()).toHaveLength(2500);
    feed.close();
  });
});
