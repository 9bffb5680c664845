import { describe, expect, it, vi } from 'vitest';
import { Fake } from '../../fake/backend';
import { makeState } from '../../fake/make';
import { makeService } from '../../fake/services';
import { LogFeed } from './log.svelte';

const web = makeService({ name: 'web' });

function open(lines = 0) {
  const backend = new Fake(makeState([]));
  const asked = vi.spyOn(backend, 'serviceLog');
  for (let i = 0; i < lines; i++) backend.logOf(web.id).print(`line ${i}`);
  const feed = new LogFeed(backend, web);
  return { backend, feed, asked };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('LogFeed', () => {
  it('asks for the end, and again as the log grows', async () => {
    const { backend, feed } = open(200);
    await settled();
    expect(feed.part.lines).toHaveLength(60);
    expect(feed.part.next).toBe(200);
    backend.log(web.id, 'newer');
    await settled();
    expect(feed.part.lines.at(-1)?.text).toBe('newer');
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
