import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import { speaking } from './speaking';

// Long enough that only what never happens fails, however busy the machine is.
configure({ asyncUtilTimeout: 10_000 });

// Numbers and dates are written in one way, wherever the tests run.
beforeEach(() => speaking('en-GB'));

// The files share a page, which nothing of one test may be left on.
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
  document.body.removeAttribute('style');
  localStorage.clear();
  document.documentElement.removeAttribute('data-theme');
  document.documentElement.removeAttribute('data-font');
});
