import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte(), svelteTesting({ autoCleanup: false })],
  // Relative addresses work from the window's own scheme and from the browser face alike.
  base: './',
  build: {
    target: ['safari16', 'chrome109'],
    // The page's policy allows scripts from files only, so nothing may be written into the page.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What the window begins with is one file: each more has it wait for an answer more.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
  },
  // The tests hold the pages of the documentation against what is drawn.
  server: { host: '127.0.0.1', port: 5179, strictPort: true, fs: { allow: ['..'] } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.spec.ts'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // Others come empty, as no test sees what is drawn.
    css: { include: /app\.css/ },
    testTimeout: 30_000,
    // A fresh page for each of the files would take three times as long as all the tests do.
    isolate: false,
  },
});
