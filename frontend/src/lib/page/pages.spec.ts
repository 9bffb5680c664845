import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadWhenTouched, pages } from './pages';
import { loadSheets } from './sheet';

vi.mock('./sheet', () => ({ loadSheets: vi.fn() }));

const every = () => Object.keys(pages) as (keyof typeof pages)[];
const touch = (how: string) => window.dispatchEvent(new Event(how));

beforeEach(() => {
  vi.mocked(loadSheets).mockReset().mockRejectedValue(new Error('gone'));
  for (const name of every()) vi.spyOn(pages, name).mockRejectedValue(new Error('gone'));
});
afterEach(() => void vi.restoreAllMocks());

it.each(['pointermove', 'pointerdown', 'keydown'])(
  'loads nothing before the first %s, and then all of it, once',
  async (how) => {
    const off = loadWhenTouched();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(loadSheets).not.toHaveBeenCalled();
    touch(how);
    touch('pointermove');
    await vi.waitFor(() => expect(pages.finish).toHaveBeenCalled());
    touch('keydown');
    expect(loadSheets).toHaveBeenCalledOnce();
    for (const name of every()) expect(pages[name]).toHaveBeenCalledOnce();
    off();
  },
);

it('loads nothing once it is called off', async () => {
  loadWhenTouched()();
  touch('pointermove');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(loadSheets).not.toHaveBeenCalled();
});
