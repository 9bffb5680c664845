import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { Rows } from './rows.svelte';

it('has none until it is opened, then the first, and then all; and anew each time', async () => {
  let rows: Rows | undefined;
  const end = $effect.root(() => {
    rows = new Rows();
  });
  const most = () => rows?.most;
  const open = (wanted: boolean) => {
    if (rows) rows.open = wanted;
    flushSync();
  };
  flushSync();
  expect(most()).toBe(0);
  open(true);
  expect(most()).toBe(60);
  await vi.waitFor(() => expect(most()).toBe(Infinity), 2000);
  open(false);
  expect(most()).toBe(0);
  open(true);
  expect(most()).toBe(60);
  // What was wanted before it was closed does not come to what is opened since.
  open(false);
  open(true);
  await vi.waitFor(() => expect(most()).toBe(Infinity), 2000);
  end();
});
