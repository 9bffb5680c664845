import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeFriction } from '../../fake/figures';
import Said from './Said.svelte';

const line = (n: number, title = 'Docker answers') => ({ step: '', title, at: '', text: `Line ${n}` });

function open(count: number, title?: string) {
  const onmore = vi.fn();
  const notes = Array.from({ length: count }, (_, i) => line(i + 1, title));
  render(Said, { friction: makeFriction({ notes }), onmore });
  return onmore;
}

it('says that nobody said anything', () => {
  open(0);
  expect(screen.getByText('Nobody said that a step hurt.')).toBeInTheDocument();
  expect(screen.queryByRole('list')).toBeNull();
});

it('quotes a line, and names the step', () => {
  open(1);
  expect(screen.getByText('Line 1').tagName).toBe('Q');
  expect(screen.getByRole('listitem')).toHaveTextContent(/Docker answers$/);
});

it('names the journey where it is of no step', () => {
  open(1, '');
  expect(screen.getByRole('listitem')).toHaveTextContent(/the journey as a whole$/);
});

it('leads to Notes for what does not stand here', async () => {
  const onmore = open(8);
  expect(screen.getAllByRole('listitem')).toHaveLength(6);
  await userEvent.click(screen.getByRole('button', { name: '2 more in Notes' }));
  expect(onmore).toHaveBeenCalledOnce();
});

it('leads nowhere where all stands here', () => {
  open(6);
  expect(screen.queryByRole('button')).toBeNull();
});
