import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';
import { afterEach } from 'vitest';

// Long enough that only what never happens fails, however busy the machine is.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  localStorage.clear();
  document.documentElement.removeAttribute('data-theme');
});
