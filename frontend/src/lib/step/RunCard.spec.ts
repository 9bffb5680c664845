import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeRun, makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Run, Step } from '../wire';
import RunCard from './RunCard.svelte';

async function open(part: Partial<Run>, of: Partial<Step> = {}, printed: string[] = []) {
  const run = makeRun({ id: 'r', title: 'Clone it', ...part });
  const step = makeStep({ id: 'x', status: 'failing', run, ...of });
  const { session, backend } = await sessionOf(makeState([step]));
  if (printed.length > 0) backend.outputs.set('r', printed);
  const { rerender } = render(RunCard, { step, run, session });
  return { session, backend, run, step, rerender };
}

describe('a run under way', () => {
  it('says how long such work takes, and from how many runs', async () => {
    await open({ began_at: new Date().toISOString(), usual: { took_ms: 40_000, runs: 3 } });
    expect(document.body.textContent).toContain(' · about 40 s, from 3 earlier runs');
    expect(screen.getByRole('progressbar')).toHaveAttribute(
      'aria-valuetext',
      '0%, going by the time that it took before',
    );
  });

  it('shows how far it has come, and how long it takes', async () => {
    const began_at = new Date(Date.now() - 64_500).toISOString();
    const progress = { phase: 'Receiving objects', done: 12_400_000, total: 80_000_000, unit: 'bytes' };
    await open({ began_at, progress });
    expect(screen.getByText('1 m 04 s')).toBeInTheDocument();
    expect(screen.getByText('12 MB of 80 MB')).toBeInTheDocument();
    const bar = screen.getByRole('progressbar', { name: 'Progress' });
    expect(bar).toHaveAttribute('aria-valuenow', '16');
  });

  it('begins the bar anew with the next run', async () => {
    const began_at = new Date(Date.now() - 6000).toISOString();
    const { session, run, step, rerender } = await open({ began_at, usual: { took_ms: 10_000, runs: 1 } });
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '60');
    const progress = { phase: 'Pulling', done: 2, total: 100, unit: 'items' };
    await rerender({ step, run: { ...run, id: 'next', progress }, session });
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '2');
  });

  it('claims no share of a whole that is not known', async () => {
    await open({ progress: { phase: 'Pulling', done: 7, total: 0, unit: 'items' } });
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(screen.getByText('7')).toBeInTheDocument();
  });

  it('takes progress as it is told', async () => {
    const { session } = await open({});
    session.progress = { r: { phase: 'Resolving deltas', done: 3, total: 4, unit: 'items' } };
    expect(await screen.findByText('3 of 4')).toBeInTheDocument();
  });

  it('no longer says what it waits for once the claim has come to hold', async () => {
    const began_at = new Date(Date.now() - 20_000).toISOString();
    const progress = { phase: 'Waiting for web to be healthy', done: 0, total: 0, unit: 'items' };
    const { session, run, step, rerender } = await open({ began_at, progress });
    const waits = () => screen.queryByText('Waiting for web to be healthy');
    expect(waits()).toBeInTheDocument();
    const held = { ...step, status: 'ok' as const, since: new Date().toISOString() };
    await rerender({ step: held, run, session });
    expect(waits()).toBeNull();
    expect(screen.getByText(/^It holds already/)).toBeInTheDocument();
    // What takes back a claim that held before it began has its own say.
    await rerender({ step: { ...held, since: new Date(Date.now() - 60_000).toISOString() }, run, session });
    expect(waits()).toBeInTheDocument();
  });

  it('shows its output', async () => {
    const { backend } = await open({});
    backend.print('r', 'Cloning into harbour');
    expect(await screen.findByText('Cloning into harbour')).toBeInTheDocument();
  });

  it('says when nothing has come for a while, and takes it back when something does', async () => {
    const { session, backend } = await open({});
    session.tick = performance.now() + 14_000;
    expect(screen.queryByText(/Nothing has been printed for/)).toBeNull();
    session.tick = performance.now() + 16_000;
    expect(await screen.findByText(/Nothing has been printed for 1[56] s/)).toBeInTheDocument();
    expect(session.said).toMatch(/^Nothing has been printed for 15 s/);
    session.say('');
    session.tick = performance.now() + 25_000;
    expect(await screen.findByText(/Nothing has been printed for 2[45] s/)).toBeInTheDocument();
    expect(session.said).toBe('');
    backend.print('r', 'there it is');
    session.tick = performance.now();
    await waitFor(() => expect(screen.queryByText(/Nothing has been printed for/)).toBeNull());
  });

  it('is cancelled on request', async () => {
    const { backend } = await open({});
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(backend.calls).toEqual(['cancel r']);
  });

  it('says why it could not be cancelled', async () => {
    const { backend } = await open({});
    vi.spyOn(backend, 'cancel').mockRejectedValue({ code: 'not_found', message: 'It has ended already.' });
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('It has ended already.');
  });

  it('offers no cancel for what another program runs', async () => {
    await open({ mine: false });
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    expect(screen.getByText(/another Firstlight/)).toBeInTheDocument();
  });

  it('keeps its output open when it ends', async () => {
    const { backend, session, step, run, rerender } = await open({});
    backend.print('r', 'last words');
    await rerender({ session, step: { ...step, status: 'ok' }, run: { ...run, outcome: 'done' } });
    expect(await screen.findByText('last words')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Hide output' })).toBeInTheDocument();
  });
});

describe('a run that printed nothing', () => {
  it('shows no empty output once it has ended', async () => {
    const { session, step, run, rerender } = await open({});
    expect(screen.getByText('Nothing has been printed yet.')).toBeInTheDocument();
    await rerender({ session, step: { ...step, status: 'ok' }, run: { ...run, outcome: 'done' } });
    expect(await screen.findByRole('button', { name: 'Show output' })).toBeInTheDocument();
    expect(screen.queryByText(/Nothing/)).toBeNull();
  });

  it('says so to who asks', async () => {
    await open({ outcome: 'failed' });
    await userEvent.click(await screen.findByRole('button', { name: 'Show output' }));
    expect(await screen.findByText('Nothing was printed.')).toBeInTheDocument();
  });
});

describe('the last run', () => {
  it.each([
    ['done', '“Clone it” ran to its end.'],
    ['failed', '“Clone it” did not work.'],
    ['cancelled', '“Clone it” was cancelled.'],
  ])('that was %s is told in plain words', async (outcome, sentence) => {
    await open({ outcome, reason: 'The reason.' });
    expect(screen.getByText(sentence)).toBeInTheDocument();
    expect(screen.getByText('The reason.')).toBeInTheDocument();
  });

  it('that was cut short says so once', async () => {
    await open({ outcome: 'lost', reason: 'Firstlight ended while it ran' });
    expect(screen.getByText('“Clone it” was cut short: Firstlight ended while it ran.')).toBeInTheDocument();
    expect(screen.getAllByText(/Firstlight ended/)).toHaveLength(1);
  });

  const known = {
    id: 'a',
    cause: 'There is no network.',
    next: 'Connect.',
    command: '',
    owner: '',
    docs: '',
  };
  it.each<[string, Partial<Run>, Partial<Step>]>([
    ['the finding', {}, { summary: 'git ended with exit code 128' }],
    ['what it means', { known }, {}],
  ])('leaves its reason to %s, where that says it', async (_, part, of) => {
    const run = { outcome: 'failed', reason: 'git ended with exit code 128', ...part };
    await open(run, { ...of, run: makeRun({ id: 'r', ...run }) });
    expect(screen.queryByText(run.reason)).toBeNull();
  });

  it('tells of another known failure than the one that is shown', async () => {
    const last_fix = makeRun({ id: 'f', outcome: 'failed', known: { ...known, id: 'b' } });
    await open({ outcome: 'failed', reason: 'The disk is full', known }, { last_fix });
    expect(screen.getByText('The disk is full')).toBeInTheDocument();
  });

  it('says no line again that stands below it, and says it where that is folded', async () => {
    const reason = 'Service ended with exit code 2: ulimit: not permitted';
    await open({ outcome: 'failed', reason }, {}, [
      '$ service docker start',
      '\u001b[31mulimit: not permitted\u001b[0m',
      '',
    ]);
    expect(await screen.findByText('Service ended with exit code 2')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Hide output' }));
    expect(screen.getByText(reason)).toBeInTheDocument();
  });

  it('is not taken for success when the claim does not hold', async () => {
    await open({ outcome: 'done' });
    expect(screen.getByText(/does not hold yet/)).toBeInTheDocument();
  });

  it.each(['blocked', 'unknown'])('is not blamed where the claim is %s', async (status) => {
    await open({ outcome: 'done' }, { status });
    expect(screen.queryByText(/does not hold yet/)).toBeNull();
  });

  it('is not blamed for what changed long after it', async () => {
    const [began_at, held_at] = ['2026-11-24T08:00:00.000Z', '2026-11-24T09:00:00.000Z'];
    await open({ outcome: 'done', began_at }, { held_at });
    expect(screen.queryByText(/does not hold yet/)).toBeNull();
  });

  it('is not blamed either where the claim had held before it already', async () => {
    const held_at = '2026-11-24T08:00:00.000Z';
    const began_at = '2026-11-24T09:00:00.000Z';
    const held_until = '2026-11-24T10:00:00.000Z';
    await open({ outcome: 'done', began_at }, { held_at, drift: { held_until, changes: [] } });
    expect(screen.queryByText(/does not hold yet/)).toBeNull();
  });

  it('has its output folded when it went well, and shows it on request', async () => {
    const { backend } = await open({ outcome: 'done' }, { status: 'ok' });
    const asked = vi.spyOn(backend, 'output');
    backend.outputs.set('r', ['Cloning into harbour']);
    expect(screen.queryByText('Cloning into harbour')).toBeNull();
    expect(asked).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Show output' }));
    expect(await screen.findByText('Cloning into harbour')).toBeInTheDocument();
  });

  it('has its output open when it failed', async () => {
    await open({ outcome: 'failed' });
    expect(screen.getByRole('button', { name: 'Hide output' })).toHaveAttribute('aria-expanded', 'true');
  });
});
