import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/svelte';
import { afterEach, vi } from 'vitest';

// Long enough that only what never happens fails, however busy the machine is.
configure({ asyncUtilTimeout: 10_000 });

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
});
