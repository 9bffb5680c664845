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
 * Opens a browser on the acted interface: it, its pages, where a scene is, and what closes all.
 * Beside the interface the page can load the given files, by the path that each is given.
 */
export async function openActed(files = {}) {
  const { ACTED, CHROMIUM = '/usr/bin/chromium' } = process.env;
  assert.ok(ACTED, 'ACTED is needed');
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = files[pathname] ?? join(ACTED, normalize(pathname === '/' ? '/index.html' : pathname));
    try {
      const body = await readFile(file);
      // What is kept is not fetched again and, more than that, not compiled again.
      const kept = pathname === '/' ? 'no-cache' : 'max-age=3600';
      const type = types[extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'cache-control': kept });
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
  return {
    browser,
    /** Opens a page, of whose window and memory no other knows. */
    async openPage() {
      const page = await browser.newPage({
        viewport: { width: 1024, height: 700 },
        // Numbers and dates are written in one way, wherever it runs.
        locale: 'en-GB',
      });
      // Longer than a busy machine holds anything up.
      page.setDefaultTimeout(30_000);
      return page;
    },
    /** Where a scene is acted; long has every text in it twice as long. */
    addressOf: (scene, long = false) => `http://127.0.0.1:${port}/?fake=${scene}${long ? '&long' : ''}`,
    async close() {
      await browser.close();
      server.close();
    },
  };
}
