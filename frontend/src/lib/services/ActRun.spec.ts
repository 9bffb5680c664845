import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { before, makeRun, makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Run } from '../wire';
import ActRun from './ActRun.svelte';

async function open(part: Partial<Run> = {}) {
  const { session, backend } = await sessionOf(makeState([]));
  const run = makeRun({ id: 'r-1', use: 'tend', title: 'Restart web', began_at: before(0), ...part });
  render(ActRun, { run, session });
  return { session, backend };
}

describe('ActRun', () => {
  it('tells what is under way, and about how long that takes', async () => {
    await open({ usual: { took_ms: 9000, runs: 3 } });
    expect(screen.getByRole('status')).toHaveTextContent(/^Restart web .*about 9 s, from 3 earlier runs/);
  });

  it('is cancelled', async () => {
    const { backend } = await open();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(backend.calls).toContain('cancel r-1');
  });

  it('is cancelled only by the Firstlight that runs it', async () => {
    await open({ mine: false });
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });

  it('says how it ended and why, with nothing left to cancel', async () => {
    await open({ outcome: 'failed', reason: 'web ended with exit code 1' });
    expect(screen.getByRole('status')).toHaveTextContent(
      '“Restart web” did not work. web ended with exit code 1',
    );
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it.each([
    [20_000, 'just now'],
    [20 * 60_000 + 5000, '20 m ago'],
  ])('says when it ended', async (passed, when) => {
    await open({ outcome: 'done', ended_at: before(passed) });
    expect(screen.getByText(when)).toBeInTheDocument();
  });

  it('shows how far it has come', async () => {
    await open({ progress: { phase: 'Building', done: 1, total: 4, unit: 'items' } });
    expect(screen.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuenow', '25');
  });

  it('shows its output only for whoever wants to read it', async () => {
    const { backend } = await open();
    backend.outputs.set('r-1', ['Container web  Restarting']);
    const show = screen.getByRole('button', { name: 'Show output' });
    expect(show).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(show);
    expect(await screen.findByText('Container web Restarting')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Hide output' }));
    await waitFor(() => expect(screen.queryByText('Container web Restarting')).toBeNull());
  });
});
