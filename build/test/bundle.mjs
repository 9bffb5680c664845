// Weighs what a window loads before it shows anything: the page, and all that its
// script needs to begin. What is loaded when it is first wanted is weighed apart.
//
//   argv: the most that it may weigh, in KB of gzip; 250 where it is left out
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const budget = Number(process.argv[2] ?? 250);
const dist = 'frontend/dist';

const kilobytes = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000;

/** The files that a file cannot do without, where it names them. */
function needed(file) {
  const text = readFileSync(join(dist, file), 'utf8');
  const patterns = {
    html: /<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.(?:js|css))"/g,
    js: /\b(?:import|from)\s*"(\.[^"]+)"/g,
  };
  const pattern = patterns[file.split('.').at(-1)];
  if (!pattern) return [];
  return [...text.matchAll(pattern)].map(([, name]) => normalize(join(dirname(file), name)));
}

const first = new Set();
const visit = (file) => {
  if (first.has(file)) return;
  first.add(file);
  needed(file).forEach(visit);
};
visit('index.html');

const all = readdirSync(join(dist, 'assets')).map((name) => join('assets', name));
const rows = [...first].map((file) => [file, kilobytes(file)]).sort((a, b) => b[1] - a[1]);
const sum = rows.reduce((total, [, weight]) => total + weight, 0);
const later = all.filter((file) => !first.has(file)).reduce((total, file) => total + kilobytes(file), 0);

for (const [file, weight] of rows) console.log(`${weight.toFixed(1).padStart(7)} KB  ${file}`);
console.log(`${sum.toFixed(1).padStart(7)} KB  before the first paint, of ${budget} KB`);
console.log(`${later.toFixed(1).padStart(7)} KB  later, each page when it is first wanted`);
if (rows.length < 3) {
  console.error('the page names no script and no stylesheet: is frontend/dist built?');
  process.exit(1);
}
if (sum > budget) {
  console.error(`${(sum - budget).toFixed(1)} KB too much`);
  process.exit(1);
}
