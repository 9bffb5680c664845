import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Bars from './Bars.svelte';

function draw(now: number, late: number, was: number) {
  const { container } = render(Bars, { now, late, was });
  const width = (selector: string) => container.querySelector(selector)?.getAttribute('width');
  return {
    now: width('.now'),
    was: width('.was'),
    svg: container.querySelector('svg'),
    lines: container.querySelectorAll('line'),
  };
}

it('draws what it takes now, up to nine in ten, and what it took before', () => {
  const { now, was, lines, svg } = draw(0.25, 0.6, 0.8);
  expect([now, was]).toEqual(['25%', '80%']);
  expect(lines[0]?.getAttribute('x2')).toBe('60%');
  expect(svg).toHaveAttribute('aria-hidden', 'true');
});

it('takes no room for what is not known', () => {
  const alone = draw(0.25, 0, 0);
  expect(alone.lines).toHaveLength(0);
  expect(Number(alone.svg?.getAttribute('height'))).toBeLessThan(
    Number(draw(0.25, 0, 0.8).svg?.getAttribute('height')),
  );
});
