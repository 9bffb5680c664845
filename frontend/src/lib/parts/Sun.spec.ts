import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Sun from './Sun.svelte';

/** Draws the sun, and tells how far below the upper edge its middle stands. */
function draw(risen?: number) {
  const { container } = render(Sun, { risen });
  return Number(container.querySelector('.sun')?.getAttribute('cy'));
}

it('rises from the horizon, and no further than the sky', () => {
  const [horizon, half, risen] = [draw(0), draw(), draw(1)];
  expect(horizon).toBeGreaterThan(half);
  expect(half).toBeGreaterThan(risen);
  expect([draw(-2), draw(7)]).toEqual([horizon, risen]);
});

it('is only drawn: nothing is said of it, and it cannot have the focus', () => {
  const { container } = render(Sun, { size: 56 });
  const drawing = container.querySelector('svg');
  expect(drawing).toHaveAttribute('aria-hidden', 'true');
  expect(drawing).toHaveAttribute('focusable', 'false');
  expect(drawing).toHaveAttribute('width', '56');
});

it('is cut off at its own horizon, however many there are', () => {
  const { container } = render(Sun);
  render(Sun, {}, { baseElement: document.body });
  const ids = [...document.querySelectorAll('clipPath')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  const id = container.querySelector('clipPath')?.id ?? '';
  expect(container.querySelector('g')).toHaveAttribute('clip-path', `url(#${id})`);
});
