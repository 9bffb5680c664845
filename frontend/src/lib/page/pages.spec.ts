import { expect, it, vi } from 'vitest';
import { later, loadWhenTouched, pages } from './pages';

const touch = (how: string) => window.dispatchEvent(new Event(how));
const gone = () => vi.fn(() => Promise.reject(new Error('gone')));
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

it.each(['pointermove', 'pointerdown', 'keydown'])(
  'loads nothing before the first %s, and then all of it, once',
  async (how) => {
    const loads = [gone(), gone(), gone()];
    const off = loadWhenTouched(loads);
    await settled();
    expect(loads[0]).not.toHaveBeenCalled();
    touch(how);
    touch('pointermove');
    await vi.waitFor(() => expect(loads[2]).toHaveBeenCalled());
    touch('keydown');
    await settled();
    for (const load of loads) expect(load).toHaveBeenCalledOnce();
    off();
  },
);

it('loads nothing once it is called off', async () => {
  const load = gone();
  loadWhenTouched([load])();
  touch('pointermove');
  await settled();
  expect(load).not.toHaveBeenCalled();
});

it('loads every page, after what shows a sheet', () => {
  expect(later).toHaveLength(Object.keys(pages).length + 1);
  expect(later.slice(1)).toEqual(Object.values(pages));
});
