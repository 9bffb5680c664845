import { expect, it } from 'vitest';
import css from './app.css?raw';
import page from '../../docs/design.md?raw';

const components = import.meta.glob<string>('./lib/**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const sources = import.meta.glob<string>('./lib/**/*.ts', { query: '?raw', import: 'default', eager: true });

const all = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((found) => found[1] ?? '')),
];
const rows = page.split('\n').filter((line) => line.startsWith('| `'));
const named = (pattern: RegExp) => all(rows.join('\n'), pattern).toSorted();

it('names each token of the stylesheet, and no other', () => {
  const declared = all(css.slice(0, css.indexOf('@supports')), /^ {2}(--[\w-]+):/gm).toSorted();
  expect(declared.length).toBeGreaterThan(30);
  expect(named(/`(--[\w-]+)`/g)).toEqual(declared);
});

it('names each class of the stylesheet, and no other', () => {
  const drawn = all(css, /(?:^|[\s:(])(\.[a-z][\w-]*)/gm).filter((name) => !/^\.\d/.test(name));
  const also = all(css, /(?<=[\w])(\.[a-z][\w-]*)(?=[\s:{,.[])/g);
  const classes = [...new Set([...drawn, ...also])].toSorted();
  expect(classes).toContain('.button');
  expect(named(/`(\.[a-z][\w-]*)`/g)).toEqual(classes);
});

it('names each component of the parts, and no other', () => {
  const parts = Object.keys(components).flatMap((path) => all(path, /\/parts\/(\w+)\.svelte$/g));
  expect(named(/^\| `([A-Z]\w+)`/gm)).toEqual(parts.toSorted());
});

it('has every component made of these tokens', () => {
  const known = new Set([css, ...Object.values(components)].flatMap((text) => all(text, /(--[\w-]+):/g)));
  const unknown = Object.entries(components).flatMap(([path, text]) =>
    all(text, /var\((--[\w-]*\w)\b(?!-)/g)
      .filter((token) => !known.has(token))
      .map((token) => `${path}: ${token}`),
  );
  expect(unknown).toEqual([]);
});

it('has nothing disabled by a lost connection, as that could not be explained', () => {
  const cut = Object.entries(components)
    .filter(([, text]) => /(?<!aria-)disabled=\{[^}]*online/.test(text))
    .map(([path]) => path);
  expect(cut).toEqual([]);
});

it('has colours nowhere else', () => {
  const coloured = Object.entries(components)
    .filter(([path]) => !path.endsWith('output/OutputLine.svelte'))
    .filter(([, text]) =>
      /(?:#[0-9a-f]{3,8}|\brgb\(|\bhsl\(|\boklch\()/i.test(/<style>[^]*/.exec(text)?.[0] ?? ''),
    )
    .map(([path]) => path);
  expect(coloured).toEqual([]);
});

it('has numbers and dates written in one place', () => {
  const elsewhere = Object.entries({ ...components, ...sources })
    .filter(([path]) => !/(?:locale|\.spec)\.ts$/.test(path))
    .flatMap(([path, text]) =>
      all(text, /\b(Intl\.\w+|toLocale\w*|toFixed)\b/g).map((found) => `${path}: ${found}`),
    );
  expect(elsewhere).toEqual([]);
});

it('keeps what was pressed while its work goes on', () => {
  // The focus falls to the page from what becomes disabled.
  const dropped = Object.entries(components).flatMap(([path, text]) =>
    all(text, /(?<![\w-])(disabled=\{[^}]*\b(?:busy|running|working|trying|saving)\b[^}]*\})/g).map(
      (found) => `${path}: ${found}`,
    ),
  );
  expect(dropped).toEqual([]);
});

it('has a spec beside each component', () => {
  const specs = new Set(Object.keys(import.meta.glob('./lib/**/*.spec.ts')));
  const without = Object.keys(components).filter((path) => !specs.has(path.replace(/\.svelte$/, '.spec.ts')));
  expect(Object.keys(components).length).toBeGreaterThan(100);
  expect(without).toEqual([]);
});
