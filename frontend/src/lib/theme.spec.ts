import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recall } from './memory';
import { chooseLook, restoreLook } from './theme';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Has all that was to wait for the paint take place. */
const paint = () => vi.runAllTimers();

const theme = () => document.documentElement.dataset.theme;

it('gives the window the chosen look, and again when it is opened anew', () => {
  chooseLook('dark');
  expect(theme()).toBe('dark');
  expect(recall('look')).toBeUndefined();
  paint();
  delete document.documentElement.dataset.theme;
  restoreLook();
  expect(theme()).toBe('dark');
});

it('goes back to the look of the system', () => {
  chooseLook('light');
  chooseLook('system');
  paint();
  expect(theme()).toBeUndefined();
  restoreLook();
  expect(theme()).toBeUndefined();
});

it('works where nothing can be remembered', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  chooseLook('light');
  paint();
  restoreLook();
  expect(theme()).toBe('light');
});
