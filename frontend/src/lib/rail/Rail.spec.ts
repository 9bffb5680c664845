import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoSteps, demoUntil } from '../../fake/demo';
import { makeRun, makeState, makeStep } from '../../fake/make';
import { makeService, makeServices } from '../../fake/services';
import type { Services, State } from '../wire';
import Rail from './Rail.svelte';

function open(shown: State, selected = shown.current, services?: Services) {
  const told = {
    onselect: vi.fn(),
    onfind: vi.fn(),
    onfinish: vi.fn(),
    onopen: vi.fn(),
    onkeys: vi.fn(),
    ontrack: vi.fn(),
    onhealth: vi.fn(),
    onservices: vi.fn(),
    onplace: vi.fn(),
  };
  const { rerender } = render(Rail, {
    shown,
    selected,
    health: false,
    services,
    serving: false,
    place: 'step',
    ...told,
  });
  return { ...told, rerender };
}

const steps = () => screen.getAllByRole('button').filter((button) => button.dataset.step);

describe('Rail', () => {
  it('folds its menu once a key has led elsewhere', async () => {
    const shown = makeState(demoSteps());
    const told = open(shown);
    const menu = screen.getByRole('button', { name: /^Steps/ });
    await userEvent.click(menu);
    expect(menu).toHaveAttribute('aria-expanded', 'true');
    await told.rerender({ place: 'map' });
    expect(menu).toHaveAttribute('aria-expanded', 'false');
  });

  it('says how the machine is, and leads there', async () => {
    const told = open(
      makeState(demoSteps(), { health: [makeStep({ id: 'locale', stage: '', status: 'failing' })] }),
    );
    await userEvent.click(screen.getByRole('button', { name: /^Health 1 needs you$/ }));
    expect(told.onhealth).toHaveBeenCalledOnce();
  });

  it('says how many services are up, and how many have failed', async () => {
    const running = [makeService({ name: 'web' }), makeService({ name: 'db', mode: 'none' })];
    const told = open(makeState(demoSteps()), '', makeServices(running));
    await userEvent.click(screen.getByRole('button', { name: /^Services 1 of 2 up$/ }));
    expect(told.onservices).toHaveBeenCalledOnce();
  });

  it('says that a service needs the person', () => {
    open(makeState(demoSteps()), '', makeServices([makeService({ name: 'db', mode: 'failed' })]));
    expect(screen.getByRole('button', { name: /^Services 1 needs you$/ })).toBeInTheDocument();
  });

  it('says that all is well only when every claim holds', () => {
    open(makeState(demoSteps(), { health: [makeStep({ id: 'locale', stage: '' })] }));
    expect(screen.getByRole('button', { name: /^Health all well$/ })).toBeInTheDocument();
  });

  it('does not call what is left of the way an illness', () => {
    open(makeState(demoUntil('clone-harbour')));
    expect(screen.getByRole('button', { name: /^Health$/ })).toBeInTheDocument();
  });

  it('shows the stages with how many of their steps hold', () => {
    open(makeState(demoUntil('docker')));
    const stage = screen.getByRole('region', { name: 'Your machine' });
    expect(within(stage).getByText('4 of 6 hold')).toBeInTheDocument();
    expect(within(stage).getAllByRole('listitem')).toHaveLength(6);
  });

  it('names each step with its state, and says which is next', () => {
    open(makeState(demoUntil('docker')));
    expect(screen.getByRole('button', { name: /^git 2.30 or newer 1 s Holds$/ })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Docker answers .*Failing, next$/ })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^The tests pass .*Blocked$/ })).toBeInTheDocument();
  });

  it('tells what a person said from what was observed', () => {
    open(makeState(demoSteps()), 'git');
    expect(screen.getByRole('button', { name: /Say hello.*You said so/ })).toBeInTheDocument();
  });

  it('says at which step work is under way', () => {
    const run = makeRun({ id: 'r' });
    open(makeState(demoUntil('clone-harbour', { 'clone-harbour': { run } })));
    expect(screen.getByRole('button', { name: /Clone harbour.*Under way/ })).toBeInTheDocument();
  });

  it('leads Tab to one step only: the selected one', () => {
    open(makeState(demoUntil('docker')));
    expect(steps().filter((step) => step.tabIndex === 0)).toEqual([
      screen.getByRole('button', { name: /Docker answers/ }),
    ]);
  });

  it.each([
    ['{ArrowDown}', 'port-18080'],
    ['j', 'port-18080'],
    ['{ArrowUp}', 'disk'],
    ['kk', 'identity'],
    ['{Home}', 'tool-git'],
    ['{End}', 'ask-hello'],
    ['{End}{ArrowDown}', 'ask-hello'],
  ])('moves with %s to %s, and selects nothing by that', async (keys, id) => {
    const { onselect } = open(makeState(demoUntil('docker')));
    screen.getByRole('button', { name: /Docker answers/ }).focus();
    await userEvent.keyboard(keys);
    expect((document.activeElement as HTMLElement).dataset.step).toBe(id);
    expect((document.activeElement as HTMLElement).tabIndex).toBe(0);
    expect(onselect).not.toHaveBeenCalled();
  });

  it('draws of many steps those that are seen and those that are walked to', async () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      makeStep({ id: `step-${i}`, stage: `Stage ${Math.floor(i / 25)}` }),
    );
    open(makeState(many), 'step-301');
    expect(steps().length).toBeLessThan(150);
    const chosen = screen.getByRole('button', { name: /^step-301/ });
    expect(chosen).toHaveAttribute('aria-current', 'true');
    expect(chosen.parentElement).toHaveAttribute('aria-posinset', '2');
    expect(screen.getByRole('button', { name: /^step-310/ })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^step-499/ })).toBeNull();
    expect(screen.getByRole('region', { name: 'Stage 19' })).toHaveTextContent('step-499');
    chosen.focus();
    await userEvent.keyboard('{End}');
    expect(screen.getByRole('button', { name: /^step-499/ })).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(screen.getByRole('button', { name: /^step-0 / })).toHaveFocus();
  });

  it('opens a step with Enter', async () => {
    const { onselect } = open(makeState(demoUntil('docker')));
    screen.getByRole('button', { name: /Docker answers/ }).focus();
    await userEvent.keyboard('j{Enter}');
    expect(onselect).toHaveBeenCalledExactlyOnceWith('port-18080');
  });

  it('offers how it went only when every step holds', async () => {
    const { onfinish } = open(makeState(demoSteps()), '');
    await userEvent.click(screen.getByRole('button', { name: 'How it went' }));
    expect(onfinish).toHaveBeenCalledOnce();
  });

  it('offers no such thing before', () => {
    open(makeState(demoUntil('docker')));
    expect(screen.queryByRole('button', { name: 'How it went' })).toBeNull();
  });

  it('lets the person choose a track where there are tracks', async () => {
    const journey = { ...makeState([]).journey, tracks: ['backend', 'data'] };
    const { ontrack } = open(makeState(demoUntil('docker'), { journey }));
    await userEvent.selectOptions(screen.getByLabelText('Track'), 'data');
    expect(ontrack).toHaveBeenCalledExactlyOnceWith('data');
  });

  it('has no choice of track where there are none', () => {
    open(makeState(demoUntil('docker')));
    expect(screen.queryByLabelText('Track')).toBeNull();
  });
});
