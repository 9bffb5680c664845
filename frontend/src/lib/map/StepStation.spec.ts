import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { ComponentProps } from 'svelte';
import { makeRun, makeStep, minute, spent } from '../../fake/make';
import StepStation from './StepStation.svelte';

type Props = ComponentProps<typeof StepStation>;

function open(part: Partial<Props> = {}) {
  const onselect = vi.fn();
  const step = makeStep({ id: 'build', title: 'Build harbour', spent: spent(minute) });
  const { container } = render(StepStation, {
    step,
    nth: 9,
    all: 14,
    ties: undefined,
    flag: undefined,
    next: false,
    relation: '',
    focusable: true,
    onselect,
    ...part,
  });
  return { container, onselect, button: screen.getByRole('button') };
}

const milestone = (at: string) => ({
  name: 'services-healthy',
  title: 'Services healthy',
  at,
  elapsed_ms: 0,
  spent: spent(),
});

describe('StepStation', () => {
  it('has a name that says all that is drawn of it', () => {
    const { button } = open({
      step: makeStep({ id: 'build', title: 'Build harbour', status: 'blocked', spent: spent(minute) }),
      next: true,
      ties: {
        needs: [makeStep({ id: 'clone', title: 'Clone harbour' }), makeStep({ id: 'go', title: 'Go' })],
        neededBy: [makeStep({ id: 'service', title: 'Harbour is up' })],
      },
      flag: milestone(''),
    });
    expect(button).toHaveAccessibleName(
      'Build harbour: blocked, 9 of 14; next; needs Clone harbour, Go; needed by Harbour is up; Services healthy, ahead; 1 m',
    );
    expect(button).toHaveAttribute('aria-current', 'step');
  });

  it('says no more than there is', () => {
    const { button } = open({ step: makeStep({ id: 'git', title: 'git' }), nth: 1, all: 1 });
    expect(button).toHaveAccessibleName('git: holds, 1 of 1');
    expect(button).not.toHaveAttribute('aria-current');
    expect(button).toHaveTextContent(/^git\s*Holds$/);
  });

  it('says that work for it is under way, and draws it so', () => {
    const { button, container } = open({
      step: makeStep({ id: 'build', title: 'Build', status: 'failing', run: makeRun({ id: 'r' }) }),
    });
    expect(button.getAttribute('aria-label')).toMatch(/^Build: failing, 9 of 14; \S/);
    expect(container.querySelector('svg.looking')).toBeInTheDocument();
  });

  it.each([
    ['2026-11-24T10:00:00Z', true],
    ['', false],
  ])('has the flag of a milestone, full once it is reached: “%s”', (at, reached) => {
    const { container } = open({ flag: milestone(at) });
    expect(screen.getByTitle('Services healthy')).toBeInTheDocument();
    expect(container.querySelector('svg.reached') !== null).toBe(reached);
  });

  it('says what it is to the one that is looked at, in the place of its flag', () => {
    open({ flag: milestone(''), relation: 'needs it' });
    expect(screen.getByText('needs it')).toBeInTheDocument();
    expect(screen.queryByTitle('Services healthy')).toBeNull();
  });

  it('opens its step by a click, and by Enter', async () => {
    const { button, onselect } = open();
    await userEvent.click(button);
    await userEvent.keyboard('{Enter}');
    expect(onselect).toHaveBeenCalledTimes(2);
  });
});
