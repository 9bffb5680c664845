import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Difference from './Difference.svelte';

it('tells apart what goes, what comes and what stays, also without colours', () => {
  const { container } = render(Difference, { before: 'set -e\nmake old\n', after: 'set -e\nmake new\n' });
  const lines = [...(container.querySelector('pre')?.children ?? [])];
  expect(lines.map((line) => `${line.tagName} ${line.textContent}`)).toEqual([
    'CODE set -e',
    'DEL Before: make old',
    'INS Now: make new',
  ]);
});

it('takes an end of line that came or went for no change', () => {
  render(Difference, { before: 'make\n', after: 'make' });
  expect(screen.getByText('make').tagName).toBe('CODE');
});
