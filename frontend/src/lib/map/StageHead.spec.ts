import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState, makeStep, minute, spent } from '../../fake/make';
import StageHead from './StageHead.svelte';

function open(part: { open?: boolean; next?: boolean; focusable?: boolean } = {}) {
  const steps = [
    makeStep({ id: 'git', spent: spent(minute) }),
    makeStep({ id: 'go', spent: spent(minute, minute, 0, 60 * minute) }),
    makeStep({ id: 'docker', status: 'failing' }),
  ];
  const stage = makeState(steps).stages[0];
  if (!stage) throw new Error('there is a stage');
  const onfold = vi.fn();
  render(StageHead, { id: 'stage', stage, open: true, next: false, focusable: false, onfold, ...part });
  return { button: screen.getByRole('button'), onfold };
}

describe('StageHead', () => {
  it('is a heading with how many of its steps hold, and the time that went into them', () => {
    const { button } = open();
    expect(screen.getByRole('heading', { level: 2 })).toContainElement(button);
    expect(button).toHaveAccessibleName('Your machine 2 of 3 hold 3 m');
    expect(button).toHaveAttribute('aria-expanded', 'true');
  });

  it('says how its steps stand while they are folded', () => {
    const { button } = open({ open: false });
    expect(button).toHaveAccessibleName(/^Your machine 2 ?Holds 1 ?Failing 3 m$/);
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(screen.getByTitle('1: Failing')).toBeInTheDocument();
  });

  it.each([
    [true, false, true],
    [true, true, false],
    [false, false, false],
  ])('says that what is next is in it (%s) while it is folded', (next, open_, said) => {
    open({ next, open: open_ });
    expect(screen.queryByText('next') !== null).toBe(said);
  });

  it('is folded and unfolded by a click', async () => {
    const { button, onfold } = open();
    await userEvent.click(button);
    expect(onfold).toHaveBeenCalledOnce();
  });

  it.each([
    [true, '0'],
    [false, '-1'],
  ])('is where Tab leads to only if it is told so: %s', (focusable, index) => {
    expect(open({ focusable }).button).toHaveAttribute('tabindex', index);
  });
});
