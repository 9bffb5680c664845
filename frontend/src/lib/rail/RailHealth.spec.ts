import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState, makeStep } from '../../fake/make';
import type { State, Step } from '../wire';
import RailHealth from './RailHealth.svelte';

const claim = (status: string, part: Partial<Step> = {}) => ({ status, ...part });

/** A way of these claims, and these aside from it. */
function way(claims: Partial<Step>[], aside: Partial<Step>[] = []): State {
  const named = (parts: Partial<Step>[], stage: string) =>
    parts.map((part, i) => makeStep({ id: `${stage}-${i}`, stage, ...part }));
  return makeState(named(claims, 'Your machine'), { health: named(aside, '') });
}

function open(shown: State, selected = false) {
  const onselect = vi.fn();
  const { rerender } = render(RailHealth, { shown, selected, onselect });
  return { onselect, change: (next: State) => rerender({ shown: next }) };
}

const mark = () => screen.getByRole('button').querySelector('svg');

describe('RailHealth', () => {
  it.each<[string, string, string, State]>([
    ['nothing of what there is not', 'Health', 'unseen', way([])],
    ['that nothing was looked at yet', 'Health', 'looking', way([claim(''), claim('')])],
    ['that all is well', 'Health all well', 'ok', way([claim('ok'), claim('muted')])],
    [
      'nothing of what is left of the way',
      'Health',
      'ok',
      way([claim('ok'), claim('failing', { pending: true })]),
    ],
    ['nothing of what is blocked', 'Health', 'ok', way([claim('ok'), claim('blocked')])],
    [
      'that one claim needs the person',
      'Health 1 needs you',
      'failing',
      way([claim('failing'), claim('ok')]),
    ],
    ['how many do', 'Health 2 need you', 'failing', way([claim('failing'), claim('unknown')])],
    [
      'what could not be told apart from what fails',
      'Health 1 needs you',
      'unknown',
      way([claim('unknown')]),
    ],
    [
      'what fails aside from the way',
      'Health 1 needs you',
      'failing',
      way([claim('ok')], [claim('failing')]),
    ],
    ['that all is well where there is no way', 'Health all well', 'ok', way([], [claim('ok')])],
  ])('says %s', (_, name, drawn, shown) => {
    open(shown);
    expect(screen.getByRole('button')).toHaveAccessibleName(name);
    expect(mark()).toHaveClass(drawn);
  });

  it('says that something has come undone, and that it is well again', async () => {
    const drift = { held_until: '2026-11-24T10:00:00.000Z', changes: [] };
    const { change } = open(way([claim('ok')]));
    await change(way([claim('failing', { pending: true, drift })]));
    expect(screen.getByRole('button')).toHaveAccessibleName('Health 1 needs you');
    expect(mark()).toHaveClass('failing');
    await change(way([claim('ok')]));
    expect(screen.getByRole('button')).toHaveAccessibleName('Health all well');
  });

  it('leads to the health of the machine, and says when the window shows it', async () => {
    const { onselect } = open(way([claim('ok')]), true);
    expect(screen.getByRole('button')).toHaveAttribute('aria-current', 'true');
    await userEvent.click(screen.getByRole('button'));
    expect(onselect).toHaveBeenCalledOnce();
  });
});
