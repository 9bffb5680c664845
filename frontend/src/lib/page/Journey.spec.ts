import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync, tick } from 'svelte';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { demoChanges, demoSteps, demoUntil } from '../../fake/demo';
import { drifted } from '../../fake/health';
import { makeState, makeStep, minute, spent } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Session } from '../session.svelte';
import { stepsOf } from '../steps';
import type { Clock, State } from '../wire';
import Journey from './Journey.svelte';
import { pages } from './pages';

// What is built while the tests run takes longer to load than what is shipped.
beforeAll(() => Promise.all([pages.finish(), pages.notes(), pages.pulse()]), 60_000);

const seen = (session: Session) => ({
  shown: session.state as State,
  view: session.view as NonNullable<Session['view']>,
  clock: session.clock as Clock,
});

async function open(state = makeState(demoUntil('docker')), chosen = false) {
  const { session, backend } = await sessionOf(state);
  const told = { onfind: vi.fn(), onopen: vi.fn(), onkeys: vi.fn(), onreport: vi.fn(), onnote: vi.fn() };
  const { component, rerender } = render(Journey, { session, chosen, ...seen(session), ...told });
  /** Shows what the session shows by now, as the window does. */
  const follow = () => rerender(seen(session));
  return { session, backend, component, follow, ...told };
}

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const rail = () => within(screen.getByRole('navigation', { name: 'Journey' }));

describe('Journey', () => {
  it('has the rail, the clock and the step that is next', async () => {
    await open();
    expect(screen.getByRole('main')).toContainElement(await heading('Docker answers'));
    expect(rail().getByRole('button', { current: true })).toHaveAccessibleName(/^Docker answers/);
    expect(screen.getByLabelText('Clock')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('lets whoever walks with Tab skip the rail', async () => {
    await open();
    await userEvent.tab();
    const skip = screen.getByRole('link', { name: 'Skip to the step' });
    expect(skip).toHaveFocus();
    expect(document.querySelector(skip.getAttribute('href') ?? '')).toBe(screen.getByRole('main'));
  });

  it('says when a journey has no steps, and lets another be opened', async () => {
    const { onopen } = await open(makeState([]));
    const main = within(screen.getByRole('main'));
    expect(main.getByRole('heading', { level: 1 })).toHaveTextContent('This journey has no steps');
    await userEvent.click(main.getByRole('button', { name: 'Open a journey…' }));
    expect(onopen).toHaveBeenCalledOnce();
  });

  it('shows how it went once every step holds', async () => {
    await open(makeState(demoSteps()));
    expect(await heading('You are all set')).toBeInTheDocument();
  });

  it('shows a page aside from the way, and says so on the rail', async () => {
    const { follow, onnote } = await open();
    await press('Notes');
    await follow();
    await heading('Notes');
    expect(rail().getByRole('button', { current: true })).toHaveAccessibleName('Notes');
    expect(screen.queryByRole('heading', { name: 'Docker answers' })).toBeNull();
    await userEvent.click(await screen.findByRole('button', { name: 'Write one…' }));
    expect(onnote).toHaveBeenCalledOnce();
  });

  describe('what the rail and the step lead to', () => {
    it.each([
      [/^Find a step or action/, 'onfind'],
      ['Open a journey…', 'onopen'],
      ['Shortcuts', 'onkeys'],
      ['Say thanks, or what hurt…', 'onnote'],
    ] as const)('opens over the window with %s', async (name, sheet) => {
      const told = await open();
      await press(name);
      expect(told[sheet]).toHaveBeenCalledOnce();
    });

    it('opens the journey anew with another track', async () => {
      const journey = { ...makeState([]).journey, tracks: ['backend', 'data'] };
      const { backend } = await open(makeState(demoUntil('docker'), { journey }));
      await userEvent.selectOptions(screen.getByLabelText('Track'), 'data');
      expect(backend.calls).toContain('open demo data');
    });

    it('reads the state again where a track cannot be opened', async () => {
      const journey = { ...makeState([]).journey, tracks: ['backend', 'data'] };
      const { backend } = await open(makeState(demoUntil('docker'), { journey }));
      vi.spyOn(backend, 'open').mockRejectedValueOnce(new Error('No such track'));
      const state = vi.spyOn(backend, 'state');
      await userEvent.selectOptions(screen.getByLabelText('Track'), 'data');
      await waitFor(() => expect(state).toHaveBeenCalledOnce());
    });
  });

  describe('the keys of the window', () => {
    it('run the chosen fix of the step', async () => {
      const { component, backend } = await open();
      component.run();
      await waitFor(() => expect(backend.calls.join()).toMatch(/fix docker /));
    });

    it('look at the step again', async () => {
      const { component, backend } = await open();
      component.look();
      await waitFor(() => expect(backend.calls).toContain('check docker'));
    });

    it('let the claim be muted', async () => {
      const { component } = await open();
      component.mute();
      const why = await screen.findByRole('textbox', { name: /^Why/ });
      await waitFor(() => expect(why).toHaveFocus());
    });

    it('do nothing where no step is shown', async () => {
      const { component, backend } = await open(makeState(demoSteps()));
      await heading('You are all set');
      component.run();
      component.look();
      component.mute();
      await tick();
      expect(backend.calls).toEqual([]);
    });
  });

  describe('the focus', () => {
    it('is left where it is when the window opens', async () => {
      await open();
      expect(document.body).toHaveFocus();
    });

    it('goes to the title of a journey that was just chosen', async () => {
      await open(makeState(demoUntil('docker')), true);
      expect(await heading('Docker answers')).toHaveFocus();
    });

    it('goes to the title of what is shown anew, which begins at its top', async () => {
      const { session, follow } = await open();
      const main = screen.getByRole('main');
      main.scrollTop = 300;
      session.select('clone-harbour');
      await follow();
      expect(await heading('Clone harbour')).toHaveFocus();
      expect(main.scrollTop).toBe(0);
    });

    it('stays in the rail with whoever is there', async () => {
      const { follow } = await open();
      await press(/^Clone harbour/);
      await follow();
      await heading('Clone harbour');
      expect(rail().getByRole('button', { name: /^Clone harbour/ })).toHaveFocus();
    });

    it('and the place on the page stay when only the figures change', async () => {
      const { session, backend, follow } = await open();
      const main = screen.getByRole('main');
      main.scrollTop = 300;
      backend.current = { ...backend.current, seq: 2 };
      await session.refresh();
      await follow();
      expect(main.scrollTop).toBe(300);
      expect(document.body).toHaveFocus();
    });
  });

  describe('what is said at the foot', () => {
    const approval = { needed: true, first: true, hash: 'a1', changes: demoChanges() };

    it('tells at once that the connection is lost, before any other fault', async () => {
      const { session } = await open();
      session.fault = {
        code: 'internal',
        message: 'The record is in use.',
        hint: '',
        input: '',
        problems: [],
      };
      session.online = false;
      flushSync();
      expect(screen.getAllByRole('alert')).toHaveLength(1);
      expect(screen.getByRole('alert')).toHaveTextContent(
        'The connection to Firstlight is lost. What you see is how it was.',
      );
      expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    });

    it('tells why the state could not be read, and reads it again', async () => {
      const { session, backend } = await open();
      vi.spyOn(backend, 'state').mockRejectedValueOnce({
        message: 'The record is in use.',
        hint: 'Close it.',
      });
      await session.refresh();
      flushSync();
      expect(screen.getByRole('alert')).toHaveTextContent(/^The record is in use\. Close it\./);
      expect(await heading('Docker answers')).toBeInTheDocument();
      await press('Try again');
      await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    });

    it('tells that it closes once the services have stopped', async () => {
      const { session } = await open();
      session.leaving = true;
      flushSync();
      expect(screen.getByRole('alert')).toHaveTextContent(
        'Stopping the services that Firstlight started, as you chose. It closes when they have ended.',
      );
    });

    it('says on the way what has come undone on it, and leads there', async () => {
      const { session, backend, follow } = await open();
      session.select('clone-harbour');
      backend.change('docker', drifted());
      await session.refresh();
      await follow();
      const banner = () => screen.queryByRole('region', { name: '“Docker answers” no longer holds.' });
      session.show('notes');
      await follow();
      expect(banner()).toBeNull();
      session.goBack();
      await follow();
      expect(screen.getByRole('main')).not.toContainElement(banner());
      await press('Show it');
      await follow();
      expect(await heading('Docker answers')).toBeInTheDocument();
      expect(banner()).toBeNull();
    });

    it('says at the finish what has come undone, and leads there', async () => {
      const { session, backend, follow } = await open(makeState(demoSteps()));
      expect(await heading('You are all set')).toBeInTheDocument();
      const held_at = '2026-11-24T09:00:00.000Z';
      backend.change('docker', { ...drifted(), status: 'failing', held_at });
      await session.refresh();
      await follow();
      expect(await heading('You have come all the way')).toBeInTheDocument();
      expect(screen.getByRole('region', { name: '“Docker answers” no longer holds.' })).toBeInTheDocument();
      await press('Show it');
      await follow();
      expect(await heading('Docker answers')).toBeInTheDocument();
    });

    it('says that another window opened the journey, until that is read', async () => {
      const { session } = await open();
      session.turned = 'Payments backend';
      flushSync();
      const name = 'Another window opened “Payments backend”, so this one shows it too.';
      await userEvent.click(
        within(screen.getByRole('region', { name })).getByRole('button', { name: 'Got it' }),
      );
      expect(screen.queryByRole('region', { name })).toBeNull();
    });

    it('has the commands be approved first, and says no more of them there', async () => {
      await open(makeState(demoUntil('docker'), { approval }));
      expect(await heading('What this journey runs on your machine')).toBeInTheDocument();
      expect(screen.queryByRole('button', { name: 'Review' })).toBeNull();
    });

    it('says how many commands wait once that was put off, and leads back to them', async () => {
      const { follow } = await open(makeState(demoUntil('docker'), { approval }));
      await press('Not now');
      await follow();
      const banner = screen.getByRole('region', {
        name: '8 commands of this journey wait for your approval.',
      });
      await userEvent.click(within(banner).getByRole('button', { name: 'Review' }));
      await follow();
      expect(await heading('What this journey runs on your machine')).toBeInTheDocument();
    });

    it('says of a journey approved before that its commands have changed', async () => {
      const { follow } = await open(
        makeState(demoUntil('docker'), { approval: { ...approval, first: false } }),
      );
      await press('Not now');
      await follow();
      expect(screen.getByRole('region', { name: /commands have changed/ })).toBeInTheDocument();
    });
  });

  it('keeps what is good to know in sight until it is read, and then at the foot of the page', async () => {
    const [late, old] = ['Some changes are noticed late.', 'Docker is old.'];
    const { session, backend, follow } = await open(makeState(demoUntil('docker'), { notices: [late, old] }));
    const main = screen.getByRole('main');
    expect(main).not.toContainElement(screen.getByRole('region', { name: late }));
    expect(screen.queryByText(old)).toBeNull();
    await press('Got it');
    expect(main).toContainElement(screen.getByRole('region', { name: 'Good to know' }));
    expect(screen.getByRole('region', { name: 'Good to know' })).toHaveTextContent(late);
    expect(screen.getByRole('region', { name: old })).toBeInTheDocument();
    backend.current = { ...backend.current, notices: [old] };
    await session.refresh();
    await follow();
    expect(screen.queryByRole('region', { name: 'Good to know' })).toBeNull();
    backend.current = { ...backend.current, notices: [late] };
    await session.refresh();
    await follow();
    expect(screen.getByRole('region', { name: late }), 'what comes back is told anew').toBeInTheDocument();
  });

  /** A way of two stages, of which the first ended with its first step, and the milestone that was reached there. */
  const atEnd = () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();
    return makeState([
      makeStep({ id: 'git', stage: 'Machine', held_at: at(1) }),
      makeStep({ id: 'go', stage: 'Machine', held_at: at(9) }),
      makeStep({ id: 'clone', stage: 'Code', status: 'failing' }),
    ]);
  };
  const due = { milestone: 'machine-ready', title: 'Machine ready' };
  const question = () => screen.queryByText('Machine ready: how did the way there go?');

  it('asks where a stage has ended how a milestone went, until that is answered', async () => {
    const { session, backend, follow } = await open(atEnd());
    session.asked.due = due;
    session.select('git');
    await follow();
    await waitFor(() => expect(question()).toBeInTheDocument());
    await press('Rather not say');
    await waitFor(() => expect(question()).toBeNull());
    expect(backend.calls).toContain('pulse machine-ready 0 ');
  });

  it('does not take it from a person who answers when something comes undone, but from one who does not', async () => {
    const { session, backend, follow } = await open(
      makeState(stepsOf(atEnd()), {
        milestones: [
          {
            name: 'machine-ready',
            title: 'Machine ready',
            at: '2026-11-24T09:00:00.000Z',
            elapsed_ms: 0,
            spent: spent(),
          },
        ],
      }),
    );
    const become = async (status: string) => {
      backend.due = status === 'ok' ? due : null;
      backend.change('go', { status });
      await session.refresh();
      await tick();
      await follow();
    };
    session.select('git');
    await become('failing');
    await become('ok');
    await waitFor(() => expect(question()).toBeInTheDocument());
    await become('failing');
    await waitFor(() => expect(question()).toBeNull());
    await become('ok');
    await waitFor(() => expect(question()).toBeInTheDocument());
    await userEvent.click(screen.getByRole('radio', { name: '4' }));
    const better = screen.getByLabelText(/^What would have made/);
    await userEvent.type(better, 'Less to wait');
    await become('failing');
    expect(better).toHaveFocus();
    expect(better).toHaveValue('Less to wait');
    await press('Keep the answer');
    await waitFor(() => expect(question()).toBeNull());
    expect(backend.calls).toContain('pulse machine-ready 4 Less to wait');
  });

  it('asks no such thing at a step before or after that, nor on a page aside from the way', async () => {
    const { session, follow } = await open(atEnd());
    session.asked.due = due;
    session.select('git');
    await follow();
    await waitFor(() => expect(question()).toBeInTheDocument());
    for (const id of ['go', 'clone']) {
      session.select(id);
      await follow();
      await waitFor(() => expect(question()).toBeNull());
    }
    session.show('notes');
    await follow();
    await heading('Notes');
    expect(question()).toBeNull();
  });

  it('celebrates the first commit until the person closes that', async () => {
    const { session } = await open();
    session.celebrated = {
      name: 'first-commit',
      title: 'First commit',
      at: '2026-11-24T09:00:00.000Z',
      elapsed_ms: 48 * minute,
      spent: spent(),
    };
    flushSync();
    const light = screen.getByText('Your first commit, 48 m after you began.');
    await press('Close');
    expect(light).not.toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
    expect(session.celebrated).toBeUndefined();
  });
});
