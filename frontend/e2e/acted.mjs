// The built interface with an acted backend, in a Chromium, for what looks at it.
//
//   ACTED     the folder that `vite build --mode acted` wrote
//   CHROMIUM  the browser to drive
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/**
 * Opens a browser on the acted interface: it, a page, where a scene is, and what closes both.
 * Beside the interface the page can load the given files, by the path that each is given.
 */
export async function openActed(options = {}, files = {}) {
  const { ACTED, CHROMIUM = '/usr/bin/chromium' } = process.env;
  assert.ok(ACTED, 'ACTED is needed');
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = files[pathname] ?? join(ACTED, normalize(pathname === '/' ? '/index.html' : pathname));
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    env: { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL('fonts.conf', import.meta.url)) },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      // The same is drawn to the same pixels each time.
      '--disable-partial-raster',
      '--disable-lcd-text',
      '--num-raster-threads=1',
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
    ],
  });
  const context = await browser.newContext({
    viewport: { width: 1024, height: 700 },
    // Numbers and dates are written in one way, wherever it runs.
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return {
    browser,
    page,
    context,
    /** Where a scene is acted; long has every text in it twice as long. */
    addressOf: (scene, long = false) => `http://127.0.0.1:${port}/?fake=${scene}${long ? '&long' : ''}`,
    async close() {
      await browser.close();
      server.close();
    },
  };
}
