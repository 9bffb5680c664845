import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Spans from './Spans.svelte';

it('draws from where to where it may lie, where it lies, and where nothing differs', () => {
  const { container } = render(Spans, { low: 0.1, high: 0.4, at: 0.25, zero: 0.5, tone: 'better' });
  const span = container.querySelector('.span');
  expect([span?.getAttribute('x1'), span?.getAttribute('x2')]).toEqual(['10%', '40%']);
  expect(container.querySelector('circle')).toHaveAttribute('cx', '25%');
  expect(container.querySelector('.zero')).toHaveAttribute('x1', '50%');
  expect(container.querySelector('svg')).toHaveClass('better');
});

it('stays within its width, whatever it is given', () => {
  const { container } = render(Spans, { low: -3, high: 2, at: 1.4, zero: 0.5, tone: 'worse' });
  const span = container.querySelector('.span');
  expect([span?.getAttribute('x1'), span?.getAttribute('x2')]).toEqual(['0%', '100%']);
  expect(container.querySelector('circle')).toHaveAttribute('cx', '100%');
});

it('is only drawn, as the figures stand beside it', () => {
  const { container } = render(Spans, { low: 0, high: 1, at: 0.5, zero: 0.5, tone: 'unclear' });
  expect(container.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
});
