import { expect, it } from 'vitest';
import taken from '../e2e/screenshots.mjs?raw';
import readme from '../../README.md?raw';
import { scenes } from './fake/scenes';

const docs = import.meta.glob<string>('../../docs/*.md', { query: '?raw', import: 'default', eager: true });
const files = Object.keys(import.meta.glob('../../docs/pictures/*', { query: '?url' }));

/** The pictures that are taken, each with its scene. */
const pictures = [...taken.matchAll(/\bname: '([\w-]+)',\s*scene: '([\w-]+)'/g)].map(
  ([, name = '', scene = '']) => ({
    name,
    scene,
  }),
);
const pages = [readme, ...Object.values(docs)].join('\n');

it('has a picture of no scene that is gone', () => {
  expect(pictures.length).toBeGreaterThan(5);
  expect(pictures.filter(({ scene }) => !(scene in scenes))).toEqual([]);
});

it('has each picture, light and dark, and no other', () => {
  const wanted = pictures.flatMap(({ name }) => [`${name}-dark.webp`, `${name}-light.webp`]);
  expect(files.map((path) => path.split('/').at(-1)).toSorted()).toEqual(wanted.toSorted());
});

it('shows each picture somewhere, and none that there is not', () => {
  const shown = [...pages.matchAll(/pictures\/([\w-]+)-(?:light|dark)\.\w+/g)].map(([, name]) => name);
  expect([...new Set(shown)].toSorted()).toEqual(pictures.map(({ name }) => name).toSorted());
});

it('says in words what each picture shows', () => {
  const images = [...pages.matchAll(/<img [^>]*pictures\/[^>]*>/g)].map(([image]) => image);
  expect(images.length).toBeGreaterThan(0);
  expect(images.filter((image) => !/ alt="[^"]{10,}"/.test(image))).toEqual([]);
});
