import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoSteps, demoUntil } from '../../fake/demo';
import { makeRun, makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { State } from '../wire';
import HealthPage from './HealthPage.svelte';

async function open(shown: State) {
  const { session, backend } = await sessionOf(shown);
  session.showHealth();
  const onreport = vi.fn();
  render(HealthPage, { shown, session, onreport });
  return { session, backend, onreport };
}

const locale = (status: string) =>
  makeStep({ id: 'locale', stage: '', title: 'Programs speak UTF-8', summary: 'The locale is C', status });

describe('HealthPage', () => {
  it('names the one thing that needs the person, and leads to it', async () => {
    const { session } = await open(makeState(demoSteps(), { health: [locale('failing')] }));
    expect(screen.getByText('One thing needs you: The locale is C.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show it' }));
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'locale' } });
  });

  it('says that all holds', async () => {
    await open(makeState(demoSteps(), { health: [locale('ok')] }));
    expect(screen.getByText('All 15 checks hold.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Show it' })).toBeNull();
  });

  it('does not say of what is muted that it holds', async () => {
    await open(makeState(demoSteps(), { health: [locale('muted')] }));
    expect(screen.getByText('14 checks hold, and 1 is muted.')).toBeInTheDocument();
  });

  it('tells what is wrong from what is still to do', async () => {
    await open(makeState(demoUntil('clone-harbour'), { health: [locale('ok')] }));
    expect(screen.getByText('Nothing is wrong. 6 checks wait for “Clone harbour”.')).toBeInTheDocument();
    const todo = screen.getByRole('region', { name: /Still to do on your way/ });
    expect(within(todo).getByRole('button', { name: /Clone harbour/ })).toBeInTheDocument();
  });

  it.each<[string, State['waits'], string]>([
    ['nothing waits', { approval: 0, steps: 0, titles: [] }, 'What is left stands on your way.'],
    [
      'an approval is waited for',
      { approval: 1, steps: 0, titles: [] },
      '1 check waits for you to approve this journey’s commands.',
    ],
    [
      'an approval and a step are waited for',
      { approval: 1, steps: 2, titles: ['Clone harbour'] },
      '1 check waits for you to approve this journey’s commands, and 2 for “Clone harbour”.',
    ],
    [
      'several steps are waited for',
      { approval: 0, steps: 2, titles: ['Clone harbour', 'Say hello'] },
      '2 checks wait for “Clone harbour” and 1 more on your way.',
    ],
    [
      'it is not known what is waited for',
      { approval: 0, steps: 1, titles: [] },
      '1 check waits for what comes before on your way.',
    ],
  ])('says what is blocked where %s', async (_, waits, said) => {
    await open(makeState([makeStep({ id: 'clone', status: 'failing', pending: true })], { waits }));
    expect(screen.getByText(`Nothing is wrong. ${said}`)).toBeInTheDocument();
  });

  it('does not say that it looks at everything while one claim is looked at for long', async () => {
    const tests = { status: '' as const, observing: true, run: makeRun({ id: 'r', use: 'observe' }) };
    await open(makeState(demoUntil('tests-pass', { 'tests-pass': tests })));
    expect(screen.queryByText('Looking at everything…')).toBeNull();
  });

  it('says of each claim what was seen, and since when it has not held', async () => {
    const drifted = { ...locale('failing'), drift: { held_until: '2026-11-24T10:00:00.000Z', changes: [] } };
    await open(makeState(demoSteps(), { health: [drifted] }));
    const row = screen.getByRole('button', { name: /Programs speak UTF-8/ });
    expect(row).toHaveTextContent('The locale is C');
    expect(row).toHaveTextContent('It held until Tuesday, 24 November 2026');
  });

  it('looks at everything again', async () => {
    const { backend } = await open(makeState(demoSteps()));
    await userEvent.click(screen.getByRole('button', { name: 'Check everything again' }));
    expect(backend.calls).toEqual(['check ']);
  });

  it('keeps the focus while it looks, and looks once', async () => {
    const { backend } = await open(makeState(demoSteps()));
    let end: () => void = () => undefined;
    const check = vi
      .spyOn(backend, 'check')
      .mockImplementation(() => new Promise((resolve) => (end = resolve)));
    await userEvent.click(screen.getByRole('button', { name: 'Check everything again' }));
    const looking = screen.getByRole('button', { name: 'Looking…' });
    expect(looking).toHaveFocus();
    expect(looking).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(looking);
    expect(check).toHaveBeenCalledOnce();
    end();
    expect(await screen.findByRole('button', { name: 'Check everything again' })).toHaveFocus();
  });

  it('draws what is seen of many, and what is walked to', async () => {
    const many = Array.from({ length: 500 }, (_, i) => makeStep({ id: `claim-${i}`, stage: '' }));
    await open(makeState([], { health: many }));
    const drawn = () => document.querySelectorAll('[data-claim]').length;
    // As many as a window of 768 pixels can show, in twenties.
    expect(drawn()).toBe(20);
    screen.getByRole('button', { name: /^claim-0\W/ }).focus();
    await userEvent.keyboard('{End}');
    expect(await screen.findByRole('button', { name: /^claim-499\W/ })).toHaveFocus();
    expect(drawn()).toBe(40);
    await userEvent.keyboard('k{Home}j');
    expect(screen.getByRole('button', { name: /^claim-1\W/ })).toHaveFocus();
  });

  it('leads Tab to one claim, and the arrow keys through the groups', async () => {
    await open(makeState(demoUntil('docker'), { health: [locale('failing')] }));
    const rows = [...document.querySelectorAll<HTMLElement>('[data-claim]')];
    expect(rows.filter(({ tabIndex }) => tabIndex === 0)).toEqual([rows[0]]);
    rows[0]?.focus();
    for (const row of rows.slice(1)) {
      await userEvent.keyboard('{ArrowDown}');
      expect(row).toHaveFocus();
    }
    // From where the focus is, also where it came there by itself.
    rows[1]?.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(rows[2]).toHaveFocus();
  });

  it('keeps the focus with a claim that comes to stand elsewhere', async () => {
    const claims = (status: string) => makeState(demoUntil('docker'), { health: [locale(status)] });
    const { session } = await sessionOf(claims('failing'));
    const { rerender } = render(HealthPage, { shown: claims('failing'), session, onreport: vi.fn() });
    const row = screen.getByRole('button', { name: /^Programs speak UTF-8\W+Failing/ });
    row.focus();
    await rerender({ shown: claims('ok') });
    expect(row.isConnected).toBe(false);
    expect(screen.getByRole('button', { name: /^Programs speak UTF-8\W+Holds/ })).toHaveFocus();
  });

  it('makes a report', async () => {
    const { onreport } = await open(makeState(demoSteps()));
    await userEvent.click(screen.getByRole('button', { name: 'Make a bug report…' }));
    expect(onreport).toHaveBeenCalledOnce();
  });
});
