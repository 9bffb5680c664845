import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { words } from '../words';
import Mark from './Mark.svelte';

it('has a shape of its own for every state, so that colour is not needed', () => {
  const shapes = Object.keys(words.mark).map((mark) => {
    const { container, unmount } = render(Mark, { mark: mark as keyof typeof words.mark });
    const drawn = [...container.querySelectorAll('circle, path')]
      .map((shape) => `${shape.tagName} ${shape.getAttribute('d') ?? ''} ${shape.getAttribute('class')}`)
      .join('; ');
    unmount();
    return drawn.replaceAll(/svelte-\w+/g, '');
  });
  expect(new Set(shapes).size).toBe(shapes.length);
});
