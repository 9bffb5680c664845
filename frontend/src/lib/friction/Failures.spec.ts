import { render, screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { makeFriction } from '../../fake/figures';
import Failures from './Failures.svelte';

it('says what failed where, and how often, with a bar of that length', () => {
  const { container } = render(Failures, { friction: makeFriction() });
  const [first, , last] = screen.getAllByRole('listitem') as HTMLElement[];
  expect(within(first as HTMLElement).getByText(/^Error response from daemon/).tagName).toBe('CODE');
  expect(first).toHaveTextContent(/The services of payments are healthy\s*214 times, 96 people$/);
  expect(last).toHaveTextContent(/once, 1 person$/);
  const bars = [...container.querySelectorAll<HTMLElement>('i')].map((bar) => parseFloat(bar.style.width));
  expect(bars[0]).toBe(100);
  expect(bars[1]).toBeCloseTo((88 / 214) * 100);
});

it('says how many more were explained', () => {
  render(Failures, { friction: makeFriction({ explained: 143 }) });
  expect(screen.getByText('Known failures explained 143 others.')).toBeInTheDocument();
});

it('says that none is left', () => {
  render(Failures, { friction: makeFriction({ errors: [], explained: 3 }) });
  expect(screen.getByText('Every failure was explained.')).toBeInTheDocument();
  expect(screen.queryByRole('list')).toBeNull();
});

it('speaks of no explaining where nothing failed', () => {
  render(Failures, { friction: makeFriction({ errors: [], explained: 0 }) });
  expect(screen.getByText('Nothing failed.')).toBeInTheDocument();
  expect(screen.queryByText(/explained any/)).toBeNull();
});
