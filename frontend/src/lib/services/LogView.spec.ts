import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { makeService } from '../../fake/services';
import { sessionOf } from '../../testing/session';
import LogView from './LogView.svelte';

const web = makeService({ name: 'web' });

/** Opens the log of a service that has printed so many lines, in a pane of 200 pixels. */
async function open(lines: number) {
  const { session, backend } = await sessionOf(makeState([]));
  for (let i = 0; i < lines; i++) backend.logOf(web.id).print(`line ${i}`);
  render(LogView, { service: web, session });
  const pane = screen.getByRole('region', { name: 'Log of web' });
  Object.defineProperty(pane, 'clientHeight', { value: 200 });
  Object.defineProperty(pane, 'scrollHeight', {
    get: () => backend.logOf(web.id).lines.length * 20 + 16,
  });
  await screen.findByText(`line ${lines - 1}`);
  return { backend, pane };
}

const follow = () => screen.queryByRole('button', { name: /^Follow the log/ });

describe('LogView', () => {
  it('goes along with the end', async () => {
    const { backend, pane } = await open(300);
    backend.log(web.id, 'the newest');
    await screen.findByText('the newest');
    expect(pane.scrollTop).toBe(301 * 20 + 16);
    expect(follow()).toBeNull();
  });

  it('lets the end go at the first turn of the wheel, whatever is printed meanwhile', async () => {
    const { backend, pane } = await open(300);
    await fireEvent.wheel(pane, { deltaY: -100 });
    // The pane tells late that it stands at the end.
    await fireEvent.scroll(pane);
    backend.log(web.id, 'one', 'two');
    await waitFor(() => expect(follow()).toHaveTextContent('2 newer lines'));
    const before = pane.scrollTop;
    backend.log(web.id, 'three');
    await waitFor(() => expect(follow()).toHaveTextContent('3 newer lines'));
    expect(pane.scrollTop).toBe(before);
    await fireEvent.click(follow() as HTMLElement);
    expect(follow()).toBeNull();
    // Other rows may come to show what was seen before.
    await waitFor(() => expect(screen.getByText('three')).toBeInTheDocument());
    expect(pane.scrollTop).toBe(303 * 20 + 16);
  });

  it('lets the end go by the keyboard, and takes it up again at the end', async () => {
    const { pane } = await open(300);
    await fireEvent.keyDown(pane, { key: 'PageUp' });
    pane.scrollTop = 1000;
    await fireEvent.scroll(pane);
    expect(follow()).not.toBeNull();
    pane.scrollTop = 300 * 20 + 16 - 200;
    await fireEvent.scroll(pane);
    await waitFor(() => expect(follow()).toBeNull());
  });

  it('does not move under a pointer that is down', async () => {
    const { backend, pane } = await open(300);
    await fireEvent.pointerDown(pane);
    const before = pane.scrollTop;
    backend.log(web.id, 'under the pointer');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(pane.scrollTop).toBe(before);
    await fireEvent.pointerUp(window);
    await waitFor(() => expect(pane.scrollTop).toBeGreaterThan(before));
  });

  it('says how many lines are no longer kept', async () => {
    const { backend } = await open(300);
    backend.log(web.id, ...Array.from({ length: 10_000 }, (_, i) => `more ${i}`));
    expect(await screen.findByText('300 earlier lines are no longer kept')).toBeInTheDocument();
  });

  it('says that it is not followed while the connection is lost, and goes on by itself', async () => {
    const { session, backend } = await sessionOf(makeState([]));
    const gone = { code: 'offline', message: 'Firstlight does not answer', hint: '' };
    const asked = vi.spyOn(backend, 'serviceLog').mockRejectedValue(gone);
    session.online = false;
    render(LogView, { service: web, session });
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(await screen.findByText('Not followed now; it goes on by itself.')).toBeInTheDocument();
    // The banner of the page says why.
    expect(screen.queryByRole('alert')).toBeNull();
    asked.mockRestore();
    session.online = true;
    backend.log(web.id, 'and on');
    expect(await screen.findByText('and on')).toBeInTheDocument();
    expect(screen.queryByText(/^Not followed now/)).toBeNull();
  });

  it('says so beside what it has read', async () => {
    const { session, backend } = await sessionOf(makeState([]));
    backend.logOf(web.id).print('one');
    render(LogView, { service: web, session });
    await screen.findByText('one');
    session.online = false;
    expect(await screen.findByText(/^Not followed now/)).toBeInTheDocument();
    expect(screen.getByText('one')).toBeInTheDocument();
  });
});
