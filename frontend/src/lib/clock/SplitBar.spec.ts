import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { spent } from '../../fake/make';
import SplitBar from './SplitBar.svelte';

function widths(container: HTMLElement): string[] {
  return [...container.querySelectorAll('i')].map((part) => part.style.width);
}

it('divides its length as the time is divided, and leaves out what took none', () => {
  const { container } = render(SplitBar, { spent: spent(50, 25, 0, 25), whole: 100 });
  expect(widths(container)).toEqual(['50%', '25%', '25%']);
});

it('is empty when no time has passed', () => {
  const { container } = render(SplitBar, { spent: spent(), whole: 0 });
  expect(widths(container)).toEqual([]);
});
