import { expect, it } from 'vitest';
import { stretches } from '../ansi';
import { drawer } from './draw';

const line = (text: string) => stretches(text.replaceAll('^', '\u001b[')).stretches;
const seen = (element: HTMLElement) =>
  [...element.children].map((span) => [span.textContent, span.className, (span as HTMLElement).style.color]);

it('draws each stretch in its colour and kind', () => {
  const element = document.createElement('div');
  drawer()(element, line('plain ^31mred^0m ^1;3mbold'));
  expect(seen(element)).toEqual([
    ['plain ', '', ''],
    ['red', '', 'var(--ansi-1)'],
    [' ', '', ''],
    ['bold', 'bold italic', ''],
  ]);
});

it('leaves nothing of the line before', () => {
  const element = document.createElement('div');
  const draw = drawer();
  draw(element, line('^31;1mred^0m and ^44mmore'));
  draw(element, line('bare'));
  expect(seen(element)).toEqual([['bare', '', '']]);
  draw(element, line(''));
  expect(element.childElementCount).toBe(0);
  draw(element, line('^2mdim'));
  expect(seen(element)).toEqual([['dim', 'dim', '']]);
});

it('keeps the elements of what is there again', () => {
  const element = document.createElement('div');
  const draw = drawer();
  draw(element, line('^32mone'));
  const [first] = element.children;
  draw(element, line('^32mtwo^0m!'));
  expect(element.children[0]).toBe(first);
  expect(element.textContent).toBe('two!');
});
