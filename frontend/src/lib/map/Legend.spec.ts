import { render } from '@testing-library/svelte';
import type { ComponentProps } from 'svelte';
import { expect, it } from 'vitest';
import { signs } from './draw';
import Legend from './Legend.svelte';

it.each<[string, ComponentProps<typeof Legend>, string[]]>([
  [
    'all',
    { signs, free: false },
    [
      'holds',
      'still to come',
      'what a step needs',
      'what a step waits for',
      'milestone reached',
      'milestone ahead',
    ],
  ],
  ['what holds', { signs: ['walked', 'reached'], free: false }, ['holds', 'milestone reached']],
  ['no needs', { signs: ['ahead'], free: true }, ['still to come', 'No step of this journey needs another.']],
])('says what is drawn, and of nothing else: %s', (_, props, said) => {
  const { container } = render(Legend, props);
  expect([...container.querySelectorAll('span')].map((each) => each.textContent?.trim())).toEqual(said);
});
