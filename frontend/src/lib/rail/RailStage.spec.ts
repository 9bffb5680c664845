import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState, makeStep } from '../../fake/make';
import type { Stage } from '../wire';
import RailStage from './RailStage.svelte';

const stage = (steps = [makeStep({ id: 'git' }), makeStep({ id: 'docker', status: 'failing' })]) =>
  makeState(steps).stages[0] as Stage;
const many = stage(Array.from({ length: 100 }, (_, i) => makeStep({ id: `step-${i}` })));

function open(
  part: Partial<{ stage: Stage; selected: string; focusable: string; current: string; first: number }>,
) {
  const onselect = vi.fn();
  const none = { stage: stage(), selected: '', focusable: '', current: '', first: 40 };
  render(RailStage, { ...none, ...part, onselect });
  return onselect;
}

const drawn = () => screen.queryAllByRole('button').map(({ dataset }) => dataset.step);

describe('RailStage', () => {
  it('is a place with the name of the stage, and has its steps in their order', () => {
    open({});
    const region = screen.getByRole('region', { name: 'Your machine' });
    expect(within(region).getByRole('heading', { level: 2, name: 'Your machine' })).toBeInTheDocument();
    expect(drawn()).toEqual(['git', 'docker']);
  });

  it('says in a sentence how many hold, and shows it in figures', () => {
    open({});
    expect(screen.getByText('1 of 2 hold')).toHaveClass('hidden');
    expect(screen.getByText('1 of 2')).toHaveAttribute('aria-hidden', 'true');
  });

  it('counts as its stage says, where there is no step in it', () => {
    open({ stage: { name: 'Later', steps: [], held: 0 } });
    expect(screen.getByRole('region', { name: 'Later' })).toHaveTextContent('0 of 0 hold');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('tells apart what is shown, what Tab leads to and what is next', async () => {
    const steps = ['shown', 'reached', 'coming', 'other'].map((id) => makeStep({ id, status: 'failing' }));
    open({ stage: stage(steps), selected: 'shown', focusable: 'reached', current: 'coming' });
    expect(screen.getByRole('button', { current: true })).toHaveAccessibleName('shown Failing');
    expect(screen.getByRole('button', { name: /next/ })).toHaveAccessibleName('coming Failing, next');
    await userEvent.tab();
    expect(screen.getByRole('button', { name: /^reached/ })).toHaveFocus();
    await userEvent.tab();
    expect(document.body).toHaveFocus();
  });

  it('chooses the step that is pressed', async () => {
    const onselect = open({});
    await userEvent.click(screen.getByRole('button', { name: /^docker/ }));
    expect(onselect).toHaveBeenCalledExactlyOnceWith('docker');
  });

  it('draws none of many steps that are not seen, but lets each be read and found', () => {
    open({ stage: many, first: 0 });
    expect(drawn()).toEqual([]);
    expect(screen.getByRole('region')).toHaveTextContent('step-99');
  });

  it('draws the ones that are shown and that Tab leads to, wherever they are', () => {
    open({ stage: many, first: 0, selected: 'step-45', focusable: 'step-99' });
    const ids = many.steps.map(({ id }) => id);
    expect(drawn()).toEqual([...ids.slice(40, 60), ...ids.slice(80)]);
    const item = screen.getByRole('button', { current: true }).parentElement;
    expect(item).toHaveAttribute('aria-setsize', '100');
    expect(item).toHaveAttribute('aria-posinset', '46');
  });
});
