import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fake } from '../fake/backend';
import { demoUntil } from '../fake/demo';
import { healthClaims } from '../fake/health';
import { makeChange, makeState, makeStep, spent } from '../fake/make';
import { Session } from './session.svelte';
import type { Pulse, State } from './wire';

const failing = { status: 'failing', summary: 'It is not there' };
const at = '2026-11-24T09:00:00.000Z';
const open = (id: string) => makeStep({ id, ...failing });
const held = (id: string) => makeStep({ id, held_at: at });
const undone = (id: string) =>
  makeStep({ id, ...failing, drift: { held_until: at, changes: [] }, held_at: at });
const two = () => [open('git'), open('docker')];
const three = () => [...two(), open('hello')];

let stop: (() => void) | undefined;

async function started(state: State): Promise<{ session: Session; backend: Fake }> {
  const backend = new Fake(state);
  const session = new Session(backend);
  stop = session.start();
  await session.refresh();
  return { session, backend };
}

function shown(session: Session): string {
  const view = session.view;
  return view?.kind === 'step' ? view.step.id : (view?.kind ?? 'nothing');
}

/** The claims that came undone and the person has not seen so, by ID. */
function news(session: Session): string[] {
  return session.undone.map(({ id }) => id);
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  stop?.();
  stop = undefined;
  vi.useRealTimers();
});

describe('the way back', () => {
  it('goes back to the step that was left for a page aside, and from a claim aside to what is next', async () => {
    const { session } = await started(makeState(demoUntil('docker'), { health: healthClaims() }));
    session.select('clone-harbour');
    session.show('settings');
    session.goBack();
    expect(shown(session)).toBe('clone-harbour');
    session.select('path');
    session.goBack();
    expect(shown(session)).toBe('docker');
  });
});

describe('the pulse', () => {
  it('is asked for when a milestone was reached, and not before', async () => {
    const commit = { name: 'first-commit', title: 'First commit', at: '', elapsed_ms: 0, spent: spent() };
    const { session, backend } = await started(makeState(two(), { milestones: [commit] }));
    backend.due = { milestone: 'first-commit', title: 'First commit' };
    const asked = vi.spyOn(backend, 'pulseDue');
    await session.refresh();
    expect(asked).not.toHaveBeenCalled();
    backend.update({ milestones: [{ ...commit, at: '2026-11-24T09:00:00.000Z' }] });
    await session.refresh();
    await session.refresh();
    expect(asked).toHaveBeenCalledOnce();
    expect(session.asked.due?.title).toBe('First commit');
  });

  it('is asked for anew when what holds is not what it was', async () => {
    const commit = { name: 'first-commit', title: 'First commit', at, elapsed_ms: 0, spent: spent() };
    const { session, backend } = await started(makeState(two(), { milestones: [commit] }));
    const asked = vi.spyOn(backend, 'pulseDue');
    backend.due = { milestone: 'first-commit', title: 'First commit' };
    backend.hold('git');
    await session.refresh();
    expect(session.asked.due?.title).toBe('First commit');
    backend.due = null;
    backend.current = makeState(two(), { milestones: [commit] });
    await session.refresh();
    await session.refresh();
    expect(session.asked.due).toBeUndefined();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('stays what the person is about to answer, and is asked for anew once she thought better of it', async () => {
    const commit = { name: 'first-commit', title: 'First commit', at, elapsed_ms: 0, spent: spent() };
    const { session, backend } = await started(makeState(two(), { milestones: [commit] }));
    backend.due = { milestone: 'first-commit', title: 'First commit' };
    backend.hold('git');
    await session.refresh();
    session.asked.at('step:git');
    backend.due = null;
    backend.current = makeState(two(), { milestones: [commit] });
    await session.refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.asked.due?.title).toBe('First commit');
    session.asked.at('');
    await vi.advanceTimersByTimeAsync(0);
    expect(session.asked.due).toBeUndefined();
  });

  it('of one journey is not asked in another, and neither is what was said of it', async () => {
    const at = '2026-11-24T09:00:00.000Z';
    const commit = { name: 'first-commit', title: 'First commit', at, elapsed_ms: 0, spent: spent() };
    const { session, backend } = await started(makeState(two(), { milestones: [commit] }));
    backend.due = { milestone: 'first-commit', title: 'First commit' };
    backend.update({ milestones: [commit, { ...commit, name: 'first-push' }] });
    await session.refresh();
    expect(session.asked.due?.title).toBe('First commit');
    session.say('Docker answers');
    // What is asked still when the journey is left is not answered in the next one.
    let answer: (due: Pulse | null) => void = () => undefined;
    vi.spyOn(backend, 'pulseDue').mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    backend.update({ milestones: [commit] });
    await session.refresh();
    backend.update({ milestones: [], onboarding: { ...backend.current.onboarding, id: 'another' } });
    await session.refresh();
    answer({ milestone: 'first-commit', title: 'First commit' });
    await vi.advanceTimersByTimeAsync(0);
    expect(session.asked.due).toBeUndefined();
    expect(session.said).toBe('');
  });
});

describe('asking for the state', () => {
  it('shows what came with the page at once, and what has changed since', async () => {
    const backend = new Fake(makeState([makeStep({ id: 'docker', ...failing })]));
    backend.withPage = makeState(two());
    const asked = vi.spyOn(backend, 'state');
    const session = new Session(backend);
    stop = session.start();
    expect(shown(session)).toBe('git');
    expect(asked).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown(session)).toBe('docker');
    expect(backend.wasShown).toBe(true);
  });

  it('asks once more for any number of changes that come meanwhile', async () => {
    const { session, backend } = await started(makeState(two()));
    const asked = vi.spyOn(backend, 'state');
    void session.refresh();
    for (let i = 0; i < 50; i++) backend.send('changed', { seq: i });
    await session.refresh();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('keeps what is shown when the newest state cannot be read, and says so', async () => {
    const { session, backend } = await started(makeState(two()));
    vi.spyOn(backend, 'state').mockRejectedValueOnce(new Error('{"code":"internal","message":"No"}'));
    await session.refresh();
    expect(session.fault?.message).toBe('No');
    expect(shown(session)).toBe('git');
    await session.refresh();
    expect(session.fault).toBeUndefined();
  });

  it('asks for the figures again when nothing has changed for a while', async () => {
    const { backend } = await started(makeState(two()));
    const asked = vi.spyOn(backend, 'state');
    await vi.advanceTimersByTimeAsync(31_000);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

describe('the start', () => {
  it('tells when the journey is on the screen', async () => {
    const { backend } = await started(makeState(two()));
    await vi.waitFor(() => expect(backend.wasShown).toBe(true));
  });
});

describe('the step that is shown', () => {
  it('is the next one, and moves on while nobody has touched anything', async () => {
    const { session, backend } = await started(makeState(two()));
    expect(shown(session)).toBe('git');
    backend.hold('git');
    await session.refresh();
    expect(shown(session)).toBe('docker');
  });

  it('stays once the person has touched something', async () => {
    const { session, backend } = await started(makeState(two()));
    session.stay();
    backend.hold('git');
    await session.refresh();
    expect(shown(session)).toBe('git');
    session.goOn();
    expect(shown(session)).toBe('docker');
  });

  it('is how it went when all hold and the person goes on', async () => {
    const { session, backend } = await started(makeState(two()));
    session.select('docker');
    backend.hold('git');
    backend.hold('docker');
    await session.refresh();
    expect(shown(session)).toBe('docker');
    session.goOn();
    expect(shown(session)).toBe('finish');
    session.select('git');
    expect(shown(session)).toBe('git');
  });

  it.each([
    ['was come to', () => undefined],
    [
      'the person went on to',
      (session: Session) => {
        session.select('docker');
        session.goOn();
      },
    ],
  ])('stays the finish that %s when one comes undone, but turns to what is new', async (_, go) => {
    const { session, backend } = await started(makeState([held('git'), held('docker')]));
    go(session);
    expect(shown(session)).toBe('finish');
    backend.current = makeState([undone('git'), held('docker')]);
    await session.refresh();
    expect(shown(session)).toBe('finish');
    expect(news(session)).toEqual(['git']);
    backend.current = makeState([held('git'), held('docker')]);
    await session.refresh();
    expect(shown(session)).toBe('finish');
    expect(news(session)).toEqual([]);
    backend.current = makeState([held('git'), held('docker'), open('hello')]);
    await session.refresh();
    expect(shown(session)).toBe('hello');
  });

  it('is the next one again when the chosen step is gone from the journey', async () => {
    const { session, backend } = await started(makeState(two()));
    session.select('git');
    backend.current = makeState([makeStep({ id: 'docker', ...failing })]);
    await session.refresh();
    expect(shown(session)).toBe('docker');
  });

  it('does not turn back by itself when an earlier one comes undone, and goes on once it holds again', async () => {
    const { session, backend } = await started(makeState(three()));
    backend.hold('git');
    await session.refresh();
    expect(shown(session)).toBe('docker');
    backend.current = makeState([undone('git'), open('docker'), open('hello')], { current: 'git' });
    await session.refresh();
    expect(shown(session)).toBe('docker');
    expect(news(session)).toEqual(['git']);
    backend.hold('docker');
    await session.refresh();
    expect(shown(session)).toBe('docker');
    backend.hold('git');
    await session.refresh();
    expect(shown(session)).toBe('hello');
    expect(news(session)).toEqual([]);
  });

  it('turns to what is new before one that holds', async () => {
    const { session, backend } = await started(makeState(three()));
    backend.hold('git');
    await session.refresh();
    backend.current = makeState([held('git'), open('go'), held('docker'), open('hello')]);
    await session.refresh();
    expect(shown(session)).toBe('go');
  });

  it('is not followed by what came undone once the person has seen that', async () => {
    const { session, backend } = await started(makeState(two()));
    session.select('docker');
    backend.current = makeState([undone('git'), open('docker')]);
    await session.refresh();
    expect(news(session)).toEqual(['git']);
    session.select('git');
    session.select('docker');
    expect(news(session)).toEqual([]);
  });

  it('is not followed by what came undone while the person looked at that', async () => {
    const { session, backend } = await started(makeState([held('git'), open('docker')]));
    session.select('git');
    backend.current = makeState([undone('git'), open('docker')]);
    await session.refresh();
    session.show('health');
    expect(news(session)).toEqual([]);
  });

  it('is followed by each that came undone, until the person has seen that one', async () => {
    const { session, backend } = await started(makeState([held('git'), held('docker'), open('hello')]));
    session.select('hello');
    backend.current = makeState([undone('git'), undone('docker'), open('hello')]);
    await session.refresh();
    expect(news(session)).toEqual(['git', 'docker']);
    backend.update({ seq: 3 });
    await session.refresh();
    session.show('notes');
    session.goBack();
    expect(news(session)).toEqual(['git', 'docker']);
    session.select('git');
    session.select('hello');
    expect(news(session)).toEqual(['docker']);
    backend.hold('docker');
    await session.refresh();
    expect(news(session)).toEqual([]);
    backend.change('docker', undone('docker'));
    await session.refresh();
    expect(news(session)).toEqual(['docker']);
  });

  it('does not count as seen beneath the commands to approve', async () => {
    const approval = { needed: true, first: true, hash: 'a1', changes: [] };
    const { session, backend } = await started(makeState([held('git'), open('docker')], { approval }));
    session.select('git');
    session.review();
    backend.current = makeState([undone('git'), open('docker')], { approval });
    await session.refresh();
    session.select('docker');
    expect(news(session)).toEqual(['git']);
  });

  it('is none in a journey without steps', async () => {
    const { session } = await started(makeState([]));
    expect(shown(session)).toBe('empty');
  });
});

describe('a journey that is opened', () => {
  const another = (backend: Fake) => ({
    journey: { ...backend.current.journey, name: 'Payments backend' },
    onboarding: { ...backend.current.onboarding, id: 'another' },
  });

  it('by another window is shown too, which is said', async () => {
    const { session, backend } = await started(makeState(two()));
    session.select('docker');
    backend.update(another(backend));
    await session.refresh();
    expect(session.turned).toBe('Payments backend');
    expect(shown(session)).toBe('git');
  });

  it('here is what the person asked for', async () => {
    const { session, backend } = await started(makeState(two()));
    vi.spyOn(backend, 'open').mockImplementation(async () => {
      backend.update(another(backend));
      await session.refresh();
    });
    await session.open('payments', '');
    expect(session.state?.journey.name).toBe('Payments backend');
    expect(session.turned).toBe('');
  });
});

describe('approval', () => {
  const needed = (hash: string) => ({
    needed: true,
    first: hash === 'a1',
    hash,
    changes: [makeChange('git', 'check', 'make check')],
  });

  it('comes first, until it is given', async () => {
    const { session, backend } = await started(makeState(two(), { approval: needed('a1') }));
    expect(shown(session)).toBe('approval');
    await session.approve();
    expect(backend.calls).toContain('approve a1');
    expect(shown(session)).toBe('git');
  });

  it('can be put off and taken up again', async () => {
    const { session } = await started(makeState(two(), { approval: needed('a1') }));
    session.postpone();
    expect(shown(session)).toBe('git');
    session.review();
    expect(shown(session)).toBe('approval');
    session.select('docker');
    expect(shown(session)).toBe('docker');
  });

  it('does not take the page away from someone at work when commands change', async () => {
    const { session, backend } = await started(makeState(two()));
    session.select('docker');
    backend.update({ approval: needed('a2') });
    await session.refresh();
    expect(shown(session)).toBe('docker');
    session.review();
    expect(shown(session)).toBe('approval');
  });

  it('is asked for when a fix is refused for want of it', async () => {
    const { session, backend } = await started(makeState(two(), { approval: needed('a1') }));
    session.select('docker');
    vi.spyOn(backend, 'fix').mockRejectedValue({ code: 'needs_approval', message: 'Not approved' });
    await session.fix('docker', 'apt', {});
    expect(shown(session)).toBe('approval');
  });
});

describe('the clock', () => {
  it('ticks each second by what the present moment counts as', async () => {
    const clock = { ...makeState([]).clock, elapsed_ms: 5000, spent: spent(0, 5000), mode: 'machine' };
    const { session } = await started(makeState(two(), { clock }));
    expect(session.clock?.elapsed_ms).toBe(5000);
    await vi.advanceTimersByTimeAsync(3000);
    expect(session.clock?.elapsed_ms).toBe(8000);
    expect(session.clock?.spent.machine_ms).toBe(8000);
  });

  it('stands still without a connection, once it is really lost', async () => {
    const { session } = await started(makeState(two()));
    const from = session.clock?.elapsed_ms ?? 0;
    window.dispatchEvent(new Event('firstlight:offline'));
    expect(session.online).toBe(true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(session.online).toBe(false);
    expect(session.clock?.elapsed_ms).toBe(from);
    window.dispatchEvent(new Event('firstlight:online'));
    expect(session.online).toBe(true);
  });

  it('says nothing of a connection that comes back at once', async () => {
    const { session } = await started(makeState(two()));
    window.dispatchEvent(new Event('firstlight:offline'));
    await vi.advanceTimersByTimeAsync(500);
    window.dispatchEvent(new Event('firstlight:online'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(session.online).toBe(true);
  });
});

describe('the first commit', () => {
  const milestone = { name: 'first-commit', title: 'First commit', at: '', elapsed_ms: 0, spent: spent() };
  const reached = { ...milestone, at: '2026-11-24T09:00:00.000Z', elapsed_ms: 60_000 };
  const state = (one: typeof milestone) => makeState(demoUntil('push'), { milestones: [one] });

  it('is celebrated when it is reached while the window is open', async () => {
    const { session, backend } = await started(state(milestone));
    expect(session.celebrated).toBeUndefined();
    backend.update({ milestones: [reached] });
    await session.refresh();
    expect(session.celebrated?.elapsed_ms).toBe(60_000);
  });

  it('is not celebrated when it was reached before', async () => {
    const { session, backend } = await started(state(reached));
    backend.update({});
    await session.refresh();
    expect(session.celebrated).toBeUndefined();
  });

  it('is not celebrated when it was made before the onboarding began', async () => {
    const { session, backend } = await started(state(milestone));
    backend.update({ milestones: [{ ...reached, earlier: true }] });
    await session.refresh();
    expect(session.celebrated).toBeUndefined();
  });

  it('is celebrated once for an onboarding', async () => {
    const first = await started(state(milestone));
    first.backend.update({ milestones: [reached] });
    await first.session.refresh();
    stop?.();
    const again = await started(state(milestone));
    again.backend.update({ milestones: [reached] });
    await again.session.refresh();
    expect(again.session.celebrated).toBeUndefined();
  });
});

describe('a word for who looks elsewhere', () => {
  const word = { step: 'docker', title: 'Docker runs', text: 'It holds now.' };

  it.each([
    ['looks at another window', false, false, ['notify docker Docker runs: It holds now.']],
    ['has another tab before this one', true, true, ['notify docker Docker runs: It holds now.']],
    ['looks here', false, true, []],
  ])('is told to a person who %s', async (_, hidden, focused, told) => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
    vi.spyOn(document, 'hasFocus').mockReturnValue(focused);
    const { backend } = await started(makeState(two()));
    backend.send('word', word);
    expect(backend.calls.filter((call) => call.startsWith('notify'))).toEqual(told);
  });

  it('costs nothing where it cannot be shown', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    const { session, backend } = await started(makeState(two()));
    backend.notify = () => Promise.reject('failed to connect to session bus');
    backend.send('word', word);
    await Promise.resolve();
    expect(session.fault).toBeUndefined();
  });

  it('leads to its step when it is chosen', async () => {
    const { session, backend } = await started(makeState(two()));
    backend.send('sought', { step: 'docker' });
    expect(shown(session)).toBe('docker');
    backend.send('sought', { step: 'gone' });
    expect(shown(session)).toBe('docker');
  });
});
