import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoUntil } from '../../fake/demo';
import { makeChange, makeFix, makeRun, makeState, makeStep } from '../../fake/make';
// Loaded ahead, which takes longer than a test should wait for.
import '../letter/StuckSheet.svelte';
import { sessionOf } from '../../testing/session';
import { stepOf } from '../steps';
import type { State, Step } from '../wire';
import { words } from '../words';
import StepView from './StepView.svelte';

async function open(shown: State, id: string) {
  const step = stepOf(shown, id);
  if (!step) throw new Error(`no step ${id}`);
  const { session, backend } = await sessionOf(shown);
  const { rerender, component } = render(StepView, { step, shown, session, onnote: vi.fn() });
  const become = (part: Partial<Step>) => {
    const next = makeState(
      shown.stages
        .flatMap(({ steps }) => steps)
        .map((each) => (each.id === id ? { ...each, ...part } : each)),
    );
    session.state = next;
    return rerender({ session, shown: next, step: stepOf(next, id) ?? step });
  };
  return { session, backend, become, component };
}

const button = (name: string | RegExp) => screen.queryByRole('button', { name });

describe('StepView', () => {
  it('lets the person ask for help, and go on without it', async () => {
    const { session, backend, become } = await open(makeState(demoUntil('docker')), 'docker');
    await userEvent.click(screen.getByRole('button', { name: 'I’m stuck…' }));
    expect(await screen.findByRole('heading', { name: 'Stuck at “Docker answers”' })).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await become({ stuck_at: new Date(Date.now() - 600_000).toISOString() });
    expect(screen.getByText(/You asked for help/)).toBeInTheDocument();
    expect(button('I’m stuck…')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'I go on myself' }));
    expect(backend.calls).toContain('carryOn docker');
    await waitFor(() => expect(session.said).toBe('From now on the time is yours again.'));
  });

  it('says why it does nothing without a connection', async () => {
    const { session, component } = await open(makeState(demoUntil('docker')), 'docker');
    session.online = false;
    component.run();
    expect(session.said).toBe(words.fault.offline);
    session.say('');
    await component.look();
    expect(session.said).toBe(words.fault.offline);
  });

  it('brings into sight what came of a run, unless the person has scrolled since it began', async () => {
    const seen = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
    const { become } = await open(makeState(demoUntil('docker')), 'docker');
    const run = (id: string, outcome: '' | 'done' | 'failed') => makeRun({ id, outcome, mine: true });
    await become({ run: run('one', 'failed') });
    expect(seen, 'what ended before she came').not.toHaveBeenCalled();
    await become({ run: run('two', '') });
    await fireEvent.wheel(window);
    await become({ run: run('two', 'failed') });
    expect(seen, 'after she scrolled').not.toHaveBeenCalled();
    await become({ run: run('three', '') });
    await become({ status: 'ok', fixes: [], run: run('three', 'done') });
    await waitFor(() => expect(seen).toHaveBeenCalledOnce());
    expect(seen.mock.contexts[0]).toContainElement(screen.getByText('Holds'));
    await become({ status: 'failing', run: run('three', 'done') });
    expect(seen, 'what changes later').toHaveBeenCalledOnce();
  });

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

  it.each([false, true])(
    'says that it will be noticed only where it is done by hand: %s',
    async (by_hand) => {
      await open(makeState([makeStep({ id: 'x', status: 'failing', by_hand })]), 'x');
      expect(screen.queryAllByText(/Firstlight will notice/)).toHaveLength(by_hand ? 1 : 0);
    },
  );

  it('folds away what did not work once the claim holds by other means', async () => {
    const run = makeRun({ id: 'r', title: 'Start Docker', outcome: 'failed' });
    const { become } = await open(makeState(demoUntil('docker', { docker: { run } })), 'docker');
    const card = () => screen.getByRole('heading', { name: '“Start Docker” did not work.' });
    expect(card().closest('details')).toBeNull();
    await become({ status: 'ok', fixes: [] });
    expect(card().closest('details')).not.toHaveAttribute('open');
    expect(screen.getByText('What was tried before')).toBeInTheDocument();
    await become({ status: 'ok', fixes: [], run: { ...run, outcome: 'done' } });
    expect(screen.queryByText('What was tried before')).toBeNull();
  });

  it('offers the fixes of a claim that does not hold, and none of one that does', async () => {
    const { become } = await open(makeState(demoUntil('docker')), 'docker');
    expect(button('Run it')).toBeInTheDocument();
    await become({ status: 'ok', fixes: [] });
    expect(button('Run it')).toBeNull();
  });

  it('folds away what takes back a claim that holds', async () => {
    const fixes = [makeFix({ id: 'sign-out', title: 'Sign out' })];
    const { become } = await open(makeState(demoUntil('docker')), 'docker');
    expect(screen.queryByText('Take it back')).toBeNull();
    await become({ status: 'ok', fixes });
    await userEvent.click(screen.getByText('Take it back'));
    expect(screen.getByRole('heading', { name: 'What takes it back' })).toBeInTheDocument();
    expect(button('Run it')).toBeInTheDocument();
  });

  it('unfolds what takes it back for whoever was led to it', async () => {
    const fixes = [makeFix({ id: 'sign-out', title: 'Sign out' })];
    const { session } = await open(
      makeState(demoUntil('docker', { docker: { status: 'ok', fixes } })),
      'docker',
    );
    expect(screen.getByText('Take it back').closest('details')).not.toHaveAttribute('open');
    session.selectFix('docker', 'sign-out');
    await waitFor(() => expect(screen.getByText('Take it back').closest('details')).toHaveAttribute('open'));
  });

  it('offers to look where a command failed and there is no fix', async () => {
    const tests = { status: 'failing', summary: 'exit status 1' };
    const { backend } = await open(makeState(demoUntil('tests-pass', { 'tests-pass': tests })), 'tests-pass');
    await userEvent.click(screen.getByRole('button', { name: 'Check now' }));
    expect(backend.calls).toEqual(['check tests-pass']);
  });

  it('says until when a claim held, and what has changed since', async () => {
    const docker = {
      drift: {
        held_until: '2026-11-24T10:00:00.000Z',
        changes: [{ label: 'Version', was: '27.1', is: '20.10' }],
      },
    };
    await open(makeState(demoUntil('docker', { docker })), 'docker');
    const note = screen.getByRole('region', { name: 'It held until Tuesday, 24 November 2026' });
    expect(note).toHaveTextContent(/Version\s*27\.1\s*20\.10/);
  });

  it('says what a known failure means, and only while the claim does not hold', async () => {
    const known = {
      id: 'a',
      cause: 'The disk is full.',
      next: 'Make room.',
      command: 'docker system prune',
      owner: 'Ops',
      docs: 'https://x.example',
    };
    const docker = { run: makeRun({ id: 'r', outcome: 'failed', reason: 'exit status 1', known }) };
    const { become, backend } = await open(makeState(demoUntil('docker', { docker })), 'docker');
    const note = screen.getByRole('region', { name: 'What this means' });
    expect(note).toHaveTextContent('The disk is full. Make room.');
    expect(note).toHaveTextContent('Ops looks after this.');
    expect(screen.queryByText('exit status 1')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Read more' }));
    expect(backend.calls).toContain('browse https://x.example');
    await become({ status: 'ok' });
    expect(screen.queryByRole('region', { name: 'What this means' })).toBeNull();
  });

  it('copies a request to an administrator where a fix needs one', async () => {
    const docker = { fixes: [makeFix({ id: 'install', privilege: 'admin' })] };
    const { backend } = await open(makeState(demoUntil('docker', { docker })), 'docker');
    await userEvent.click(screen.getByRole('button', { name: /Copy a request/ }));
    expect(backend.calls).toEqual(['request docker install {}', 'copy Subject: install for docker']);
    expect(screen.getByText(/Paste it into a message/)).toBeInTheDocument();
  });

  it('asks no administrator where a person can do it herself', async () => {
    const docker = { fixes: [makeFix({ id: 'install' })] };
    await open(makeState(demoUntil('docker', { docker })), 'docker');
    expect(button(/Copy a request/)).toBeNull();
  });

  it('leads back to health from a claim aside', async () => {
    const shown = makeState(demoUntil('docker'), {
      health: [makeStep({ id: 'locale', stage: '', title: 'Programs speak UTF-8' })],
    });
    const { session } = await open(shown, 'locale');
    await userEvent.click(screen.getByRole('button', { name: 'All of health' }));
    expect(session.view).toEqual({ kind: 'health' });
  });

  it('says as of when it shows a finding that is being looked at again', async () => {
    const docker = { observing: true, seen_at: new Date(Date.now() - 3 * 60 * 60 * 1000).toISOString() };
    await open(makeState(demoUntil('docker', { docker })), 'docker');
    expect(screen.getByText('as of 3 h ago, looking again')).toBeInTheDocument();
  });

  it('asks the person what only she can say', async () => {
    await open(makeState(demoUntil('ask-hello')), 'ask-hello');
    expect(button('I did it')).toBeInTheDocument();
    expect(screen.getAllByText(/only you can say/i)).toHaveLength(1);
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

  it.each([
    [1, 0, 'Tried once'],
    [1, 1, 'Tried once, and it did not end well'],
    [3, 2, 'Tried 3 times, 2 did not end well'],
    [3, 3, 'Tried 3 times, and none of them ended well'],
  ])('says of %d tries of which %d failed: %s', async (attempts, failures, said) => {
    await open(makeState([makeStep({ id: 'x', attempts, failures })]), 'x');
    expect(screen.getByText(said)).toBeInTheDocument();
  });

  it('has what else there is to say and do in one line', async () => {
    await open(makeState(demoUntil('docker')), 'docker');
    const line = (name: string) => screen.getByRole('button', { name }).closest('div');
    expect(line('Mute…')).toBe(line('I’m stuck…'));
    expect(line('Mute…')).toBe(line('Say thanks, or what hurt…'));
  });
});
