import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Flag from './Flag.svelte';

it.each([true, false])('is full only where the milestone is reached (%s), and is drawn only', (reached) => {
  const { container } = render(Flag, { reached });
  const flag = container.querySelector('svg');
  expect(flag?.classList.contains('reached')).toBe(reached);
  expect(flag).toHaveAttribute('aria-hidden', 'true');
});
