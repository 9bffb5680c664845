import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { demoUntil } from '../../fake/demo';
import { makeChange, makeFix, makeRun, makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import { stepOf } from '../steps';
import type { State, Step } from '../wire';
import { words } from '../words';
import StepView from './StepView.svelte';

async function open(shown: State, id: string) {
  const step = stepOf(shown, id);
  if (!step) throw new Error(`no step ${id}`);
  const { session, backend } = await sessionOf(shown);
  const { rerender } = render(StepView, { step, shown, session });
  const become = (part: Partial<Step>) => {
    const next = makeState(
      shown.stages
        .flatMap(({ steps }) => steps)
        .map((each) => (each.id === id ? { ...each, ...part } : each)),
    );
    session.state = next;
    return rerender({ session, shown: next, step: stepOf(next, id) ?? step });
  };
  return { session, backend, become };
}

const button = (name: string | RegExp) => screen.queryByRole('button', { name });

describe('StepView', () => {
  it('says where it stands, what it is and why', async () => {
    await open(makeState(demoUntil('docker')), 'docker');
    expect(screen.getByText('Your machine · step 5 of 14')).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1, name: 'Docker answers' })).toBeInTheDocument();
    expect(screen.getByText(/The service runs in a container/)).toBeInTheDocument();
  });

  it('says how it is done by hand, and that it will be noticed', async () => {
    await open(makeState(demoUntil('commit', { commit: { status: 'failing', pending: true } })), 'commit');
    expect(screen.getByText('{Name: "Your Name", Light: "Fl(3) Y 12s"},')).toBeInTheDocument();
    expect(screen.getByText(/Firstlight will notice/)).toBeInTheDocument();
  });

  it('offers the fixes of a claim that does not hold, and none of one that does', async () => {
    const { become } = await open(makeState(demoUntil('docker')), 'docker');
    expect(button('Run it')).toBeInTheDocument();
    await become({ status: 'ok' });
    expect(button('Run it')).toBeNull();
  });

  it('offers to look where a command failed and there is no fix', async () => {
    const tests = { status: 'failing', summary: 'exit status 1' };
    const { backend } = await open(makeState(demoUntil('tests-pass', { 'tests-pass': tests })), 'tests-pass');
    await userEvent.click(screen.getByRole('button', { name: 'Check now' }));
    expect(backend.calls).toEqual(['check tests-pass']);
  });

  it('asks the person what only she can say', async () => {
    await open(makeState(demoUntil('ask-hello')), 'ask-hello');
    expect(button('I did it')).toBeInTheDocument();
  });

  it('says that it waits for approval, and leads there', async () => {
    const approval = {
      needed: true,
      first: true,
      hash: 'a1',
      changes: [makeChange('clone-harbour', 'clone', 'embedded:harbour')],
    };
    const { session } = await open(makeState(demoUntil('clone-harbour'), { approval }), 'clone-harbour');
    session.postpone();
    await userEvent.click(screen.getByRole('button', { name: 'Review the commands' }));
    expect(session.view?.kind).toBe('approval');
  });

  it('says why a fix failed after the check that followed it', async () => {
    const { become } = await open(
      makeState(
        demoUntil('tests-pass', {
          'tests-pass': {
            status: 'failing',
            summary: 'go test ended with exit code 1',
            last_fix: makeRun({
              id: 'r-fix',
              title: 'Load the test data',
              outcome: 'failed',
              reason: 'The disk is on fire',
            }),
            run: makeRun({
              id: 'r-check',
              use: 'observe',
              title: 'The tests pass',
              outcome: 'failed',
              reason: 'go test ended with exit code 1',
            }),
          },
        }),
      ),
      'tests-pass',
    );
    expect(screen.getByText('The disk is on fire')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: words.run.failed('Load the test data') })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: words.run.failed('The tests pass') })).toBeInTheDocument();
    await become({ status: 'ok' });
    expect(screen.queryByText('The disk is on fire')).toBeNull();
  });

  it('says how long it took and how often it was tried', async () => {
    const spent = { hands_on_ms: 65_000, machine_ms: 12_000, waiting_ms: 0, away_ms: 0 };
    await open(makeState([makeStep({ id: 'x', spent, attempts: 2, failures: 1 })]), 'x');
    expect(screen.getByText('Time here: 1 m')).toBeInTheDocument();
    expect(screen.getByText('hands-on 1 m')).toBeInTheDocument();
    expect(screen.getByText('Tried 2 times, 1 did not end well')).toBeInTheDocument();
  });
});

describe('when the claim comes to hold', () => {
  const steps = [
    makeStep({ id: 'a', title: 'A', status: 'failing', fixes: [makeFix({ id: 'f' })] }),
    makeStep({ id: 'b', title: 'Clone harbour', status: 'failing' }),
  ];

  it('offers the next step, and gives it the focus', async () => {
    const { session, become } = await open(makeState(steps), 'a');
    expect(button(/^Next/)).toBeNull();
    await become({ status: 'ok' });
    await waitFor(() => expect(button('Next: Clone harbour')).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'b' } });
  });

  it('leaves the focus with someone who works elsewhere', async () => {
    const elsewhere = document.body.appendChild(document.createElement('input'));
    const { become } = await open(makeState(steps), 'a');
    elsewhere.focus();
    await become({ status: 'ok' });
    expect(button('Next: Clone harbour')).toBeInTheDocument();
    expect(elsewhere).toHaveFocus();
    elsewhere.remove();
  });

  it('offers to see how it went after the last step', async () => {
    const { become } = await open(makeState([...steps.slice(0, 1)]), 'a');
    await become({ status: 'ok' });
    expect(button('See how it went')).toBeInTheDocument();
  });

  it('does not take the focus for a step that held all along', async () => {
    await open(makeState([makeStep({ id: 'a' }), ...steps.slice(1)]), 'a');
    expect(button('Next: Clone harbour')).toBeInTheDocument();
    expect(document.body).toHaveFocus();
  });
});
