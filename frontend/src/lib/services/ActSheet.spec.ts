import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { makeService } from '../../fake/services';
import { sessionOf } from '../../testing/session';
import ActSheet from './ActSheet.svelte';

const service = makeService({ name: 'web' });

async function open(id: string) {
  const { session, backend } = await sessionOf(makeState([]));
  const act = service.acts.find((each) => each.id === id);
  if (!act) throw new Error(`web has no act ${id}`);
  const onclose = vi.fn();
  render(ActSheet, { service, act, session, onclose });
  return { session, backend, onclose, act, sheet: screen.getByRole('dialog') };
}

describe('ActSheet', () => {
  it('says what comes of it, what it runs and how it is undone, before it runs', async () => {
    const { backend, sheet, act } = await open('stop@web');
    expect(sheet).toHaveAccessibleName('Stop web?');
    expect(sheet).toHaveTextContent('web ends; its container and its data stay.');
    expect(sheet).toHaveTextContent(act.commands[0] ?? '');
    expect(sheet).toHaveTextContent(`To undo it: ${act.undo}`);
    expect(backend.calls).toEqual([]);
  });

  it('runs it once, and closes when it has begun', async () => {
    const { session, sheet, onclose } = await open('restart@web');
    let begun: () => void = () => undefined;
    const fix = vi.spyOn(session, 'fix').mockReturnValue(new Promise((resolve) => (begun = resolve)));
    const run = within(sheet).getByRole('button', { name: 'Restart web' });
    await userEvent.click(run);
    await userEvent.click(run);
    expect(fix).toHaveBeenCalledExactlyOnceWith('service', 'restart@web', {});
    expect(onclose).not.toHaveBeenCalled();
    begun();
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  });

  it('names what is gone for good, and is then no main way on', async () => {
    const { sheet } = await open('start-over@web');
    expect(within(sheet).getByText('This is gone for good:')).toBeInTheDocument();
    expect(within(sheet).getByRole('listitem')).toHaveTextContent('the volume harbour_web');
    const run = within(sheet).getByRole('button', { name: 'Delete it and start over' });
    expect(run).toHaveClass('danger');
    expect(run).not.toHaveClass('main');
  });

  it('stays open and says why, where it cannot begin', async () => {
    const { session, sheet, onclose } = await open('restart@web');
    vi.spyOn(session, 'fix').mockRejectedValue({ message: 'Docker does not answer.', hint: 'Start it.' });
    await userEvent.click(within(sheet).getByRole('button', { name: 'Restart web' }));
    expect(await within(sheet).findByRole('alert')).toHaveTextContent('Docker does not answer. Start it.');
    expect(onclose).not.toHaveBeenCalled();
    expect(within(sheet).getByRole('button', { name: 'Restart web' })).toBeEnabled();
  });

  it('leaves it', async () => {
    const { backend, sheet, onclose } = await open('restart@web');
    await userEvent.click(within(sheet).getByRole('button', { name: 'Cancel' }));
    expect(onclose).toHaveBeenCalledOnce();
    expect(backend.calls).toEqual([]);
  });
});
