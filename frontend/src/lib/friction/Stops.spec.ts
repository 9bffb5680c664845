import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { makeFriction, makeSpread, makeStepFriction } from '../../fake/figures';
import Stops from './Stops.svelte';

const step = (title: string, stopped: number) =>
  makeStepFriction({ id: title, title, lost: makeSpread(20, 1000), stopped });

it('says where most people stop first, and leaves out where nobody does', () => {
  const steps = [step('Docker answers', 1), step('Go', 0), step('The tests pass', 4)];
  const { container } = render(Stops, { friction: makeFriction({ steps, stopped_after_days: 21 }) });
  const lines = screen.getAllByRole('listitem').map((line) => line.textContent?.replace(/\s+/g, ' ').trim());
  expect(lines).toEqual(['The tests pass 4 people', 'Docker answers 1 person']);
  expect([...container.querySelectorAll<HTMLElement>('i')].map(({ style }) => style.width)).toEqual([
    '100%',
    '25%',
  ]);
  expect(screen.getByText(/nothing heard of them for 21 days/)).toBeInTheDocument();
});

it('says that nobody did', () => {
  render(Stops, { friction: makeFriction({ steps: [step('Go', 0)] }) });
  expect(screen.getByText('Nobody stopped.')).toBeInTheDocument();
  expect(screen.queryByRole('list')).toBeNull();
});
