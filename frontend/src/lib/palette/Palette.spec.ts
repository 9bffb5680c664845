import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoUntil } from '../../fake/demo';
import { makeFix, makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { State, Step } from '../wire';
import { words } from '../words';
import { matching } from './entries';
import { offer, type Acts } from './offer';
import Palette from './Palette.svelte';

async function open(shown: State) {
  const { session } = await sessionOf(shown);
  const acts = {
    run: vi.fn(),
    check: vi.fn(),
    open: vi.fn(),
    shortcuts: vi.fn(),
    report: vi.fn(),
    note: vi.fn(),
    mute: vi.fn(),
    stuck: vi.fn(),
  };
  const onclose = vi.fn();
  render(Palette, { entries: offer(session, acts), onclose });
  return { session, acts, onclose, field: screen.getByPlaceholderText('Type a step or an action') };
}

const titles = () => screen.getAllByRole('option').map((option) => option.querySelector('span')?.textContent);

describe('Palette', () => {
  it('goes to a step that is typed', async () => {
    const { session, onclose, field } = await open(makeState(demoUntil('docker')));
    await userEvent.type(field, 'clone{Enter}');
    expect(onclose).toHaveBeenCalledOnce();
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'clone-harbour' } });
  });

  it('moves with the arrow keys', async () => {
    const { acts, field } = await open(makeState(demoUntil('docker')));
    expect(titles().slice(0, 2)).toEqual(['Run: Docker answers', 'Check this step again']);
    await userEvent.type(field, '{ArrowDown}{Enter}');
    expect(acts.check).toHaveBeenCalledOnce();
    expect(acts.run).not.toHaveBeenCalled();
  });

  it('shows what there is room for at once, and the rest in a moment', async () => {
    await open(makeState(Array.from({ length: 100 }, (_, i) => makeStep({ id: `step-${i}` }))));
    expect(titles()).toHaveLength(16);
    await vi.waitFor(() => expect(titles()).toHaveLength(40));
  });

  it('says when nothing is found', async () => {
    const { field } = await open(makeState(demoUntil('docker')));
    await userEvent.type(field, 'zzzz');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Nothing by that name.'));
  });

  it('leads to each fix of a step, and runs none', async () => {
    const fixes = [
      makeFix({ id: 'apt', title: 'Install it with apt' }),
      makeFix({ id: 'desktop', title: 'Use Docker Desktop' }),
    ];
    const { session, acts, field } = await open(
      makeState([makeStep({ id: 'git' }), makeStep({ id: 'docker', status: 'failing', fixes })]),
    );
    await userEvent.type(field, 'docker desktop{Enter}');
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'docker' } });
    expect(session.way).toEqual({ step: 'docker', fix: 'desktop' });
    expect(acts.run).not.toHaveBeenCalled();
  });

  it('leads to a setting by its name', async () => {
    const { session, onclose, field } = await open(makeState(demoUntil('docker')));
    await userEvent.type(field, 'settings: proxy{Enter}');
    expect(onclose).toHaveBeenCalledOnce();
    expect(session.view).toEqual({ kind: 'settings' });
    expect(session.setting).toBe('proxy');
  });

  it.each(Object.entries(words.rail.page))('finds the page %s by its name', async (page, name) => {
    const { session, field } = await open(makeState(demoUntil('docker')));
    await userEvent.type(field, `${name}{Enter}`);
    expect(session.view).toEqual({ kind: page });
  });

  it.each([
    ['quit', 'Close Firstlight'],
    ['export', 'Settings: export my onboardings'],
    ['doctor', 'Show Health'],
    ['import', 'Show Friction'],
    ['telemetry', 'Settings: what is shared'],
    ['dark', 'Use the dark look'],
    ['keyboard', 'Show the shortcuts'],
    ['feedback', 'Show Notes'],
    ['lose their time', 'Show Friction'],
    ['bug', 'Make a bug report…'],
  ])('finds %s by another word', async (word, title) => {
    const { field } = await open(makeState(demoUntil('docker')));
    await userEvent.type(field, word);
    expect(titles()[0]).toBe(title);
  });

  it('closes Firstlight only where that is its to do', async () => {
    const { session, backend } = await sessionOf(makeState(demoUntil('docker')));
    const quit = () => offer(session, {} as Acts).find(({ id }) => id === 'action:quit');
    quit()?.choose();
    expect(backend.calls).toContain('quit');
    backend.quit = undefined;
    expect(quit()).toBeUndefined();
  });

  it('closes with Escape', async () => {
    const { onclose, field } = await open(makeState(demoUntil('docker')));
    await userEvent.type(field, '{Escape}');
    expect(onclose).toHaveBeenCalledOnce();
  });

  it('offers going on only from a step that holds', async () => {
    const { session } = await sessionOf(makeState(demoUntil('docker')));
    const acts = {
      run: vi.fn(),
      check: vi.fn(),
      open: vi.fn(),
      shortcuts: vi.fn(),
      report: vi.fn(),
      note: vi.fn(),
      mute: vi.fn(),
      stuck: vi.fn(),
    };
    const offered = () => offer(session, acts).map(({ title }) => title);
    expect(offered()).not.toContain('Go on to: Docker answers');
    session.select('tool-git');
    expect(offered()[0]).toBe('Go on to: Docker answers');
    expect(offered()).not.toContain('Back to the journey');
    session.show('map');
    expect(offered()[0]).toBe('Back to the journey');
  });

  it('asks for help at what does not hold, until that was done', async () => {
    const shown = makeState(demoUntil('docker'));
    const { acts, session, field } = await open(shown);
    await userEvent.type(field, 'ask for{Enter}');
    expect(acts.stuck).toHaveBeenCalledOnce();
    const offered = () => offer(session, acts).find(({ id }) => id === 'action:stuck')?.aside;
    expect(offered()).toBe('Docker answers');
    session.show('map');
    expect(offered()).toBe('Docker answers');
    offer(session, acts)
      .find(({ id }) => id === 'action:stuck')
      ?.choose();
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'docker' } });
    await session.backend.askForHelp('docker', '', 'text', '');
    await session.refresh();
    expect(offered()).toBeUndefined();
  });

  it('leads to the step that is next where its name is typed elsewhere, rather than asking for help', async () => {
    const shown = makeState(demoUntil('docker'));
    const { session } = await sessionOf(shown);
    session.show('services');
    expect(matching(offer(session, {} as Acts), 'docker answers')[0]?.id).toBe('step:docker');
  });

  it('offers no muting and no running where the step does not', async () => {
    const of = async (patch: Partial<Step>) => {
      const { session } = await sessionOf(makeState([makeStep({ id: 'one', ...patch })]));
      session.select('one');
      const offered = offer(session, {} as Acts).map(({ id }) => id);
      return ['action:run', 'action:mute'].filter((id) => offered.includes(id));
    };
    const fixes = [makeFix({ id: 'mend' })];
    expect(await of({ status: 'failing', fixes })).toEqual(['action:run', 'action:mute']);
    expect(await of({ status: 'blocked' })).toEqual([]);
    expect(await of({ status: 'failing', kind: 'ask' })).toEqual([]);
    expect(await of({ status: 'ok', fixes })).toEqual([]);
  });

  it('says how many more there are', async () => {
    const { field } = await open(
      makeState(Array.from({ length: 90 }, (_, i) => makeStep({ id: `s${i}`, title: `Step ${i}` }))),
    );
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(/^\d+ more: type on to find them\.$/),
    );
    await userEvent.type(field, 'Step 17');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(''));
  });

  it('mutes what does not hold, and leads to health and to claims aside', async () => {
    const shown = makeState(demoUntil('docker'), {
      health: [makeStep({ id: 'locale', stage: '', title: 'Programs speak UTF-8' })],
    });
    const { acts, session, field } = await open(shown);
    await userEvent.type(field, 'mute{Enter}');
    expect(acts.mute).toHaveBeenCalledOnce();
    await userEvent.clear(field);
    await userEvent.type(field, 'utf{Enter}');
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'locale' } });
    await userEvent.clear(field);
    await userEvent.type(field, 'show health{Enter}');
    expect(session.view).toEqual({ kind: 'health' });
  });
});
