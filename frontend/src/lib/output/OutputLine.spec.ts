import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { plain } from '../ansi';
import OutputLine from './OutputLine.svelte';

const parts = (line: Element | null) =>
  [...(line?.children ?? [])].map((part) => [part.textContent, part.className]);

it('shows a line without its commands to a terminal', () => {
  const { container } = render(OutputLine, {
    text: '\u001b[1mCloning\u001b[0m into harbour\u001b[K',
    start: plain,
  });
  const line = container.querySelector('.line');
  expect(line).toHaveTextContent(/^Cloning into harbour$/);
  expect(parts(line)).toEqual([
    ['Cloning', 'bold'],
    [' into harbour', ''],
  ]);
});

it('goes on in the style that the line before ended in', () => {
  const { container } = render(OutputLine, { text: 'still red', start: { fg: 1 } });
  expect(container.querySelector('span')?.style.color).toBe('var(--ansi-1)');
});

it('never takes what was printed for a part of the page', () => {
  const { container } = render(OutputLine, { text: '<img src=x onerror=alert(1)>', start: plain });
  expect(container.querySelector('img')).toBeNull();
  expect(container).toHaveTextContent('<img src=x onerror=alert(1)>');
});

it('shows what the line has become', async () => {
  const { container, rerender } = render(OutputLine, {
    text: 'one \u001b[1mtwo\u001b[0m three',
    start: plain,
  });
  await rerender({ text: 'four' });
  expect(parts(container.querySelector('.line'))).toEqual([['four', '']]);
});
