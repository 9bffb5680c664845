import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { makePreview, makeTelemetry } from '../../fake/settings';
import { sessionOf } from '../../testing/session';
import type { Telemetry, TelemetryPreview } from '../wire';
import Preview from './Preview.svelte';

async function open(part: Partial<Telemetry> = {}) {
  const telemetry = makeTelemetry(part);
  const { session, backend } = await sessionOf(makeState([]));
  backend.sharing = telemetry;
  const heard = { onanswered: vi.fn(async () => undefined), onclose: vi.fn() };
  /** The previews that are asked for, which a test answers. */
  const asked: { allowed: string[]; answer: (preview: TelemetryPreview) => void }[] = [];
  const hold = () => {
    backend.previewTelemetry = (allowed) => new Promise((answer) => asked.push({ allowed, answer }));
  };
  const show = () => render(Preview, { telemetry, session, ...heard });
  return { session, backend, asked, hold, show, ...heard };
}

const agree = () => screen.getByRole('button', { name: /^(Yes, send this|Sending…)$/ });
const titles = () => screen.getByRole('checkbox', { name: /^the names of the journey/ });

describe('what is shown', () => {
  it('is all of it, each request with where it goes, and can be scrolled with the keyboard', async () => {
    const { show } = await open();
    show();
    expect(await screen.findByText('2 requests, 2.3 KB in all:')).toHaveRole('status');
    expect(screen.getAllByRole('heading', { level: 3 }).map((each) => each.textContent)).toEqual([
      'Each step, with when and how long, to https://otel.acme.example/v1/traces',
      'Figures: times and counts, to https://otel.acme.example/v1/metrics',
    ]);
    const steps = screen.getByRole('group', { name: 'The steps as they leave' });
    expect(steps).toHaveTextContent('tool-5a2c91');
    expect(steps).toHaveAttribute('tabindex', '0');
    expect(screen.getByRole('group', { name: 'The figures as they leave' })).toHaveTextContent(
      'resourceMetrics',
    );
  });

  it('says what waits already, and what has nowhere to go', async () => {
    const { backend, show } = await open();
    const { token, requests } = makePreview([]);
    backend.previewTelemetry = async () => ({
      token,
      requests: requests.slice(0, 1).map((request) => ({ ...request, url: '', queued: true })),
    });
    show();
    expect(await screen.findByText('1 request, 912 B in all:')).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(
      /^Each step, with when and how long$/,
    );
    expect(screen.getByText(/, 912 B, waiting already$/)).toBeInTheDocument();
  });

  it('may be nothing', async () => {
    const { backend, show } = await open();
    backend.previewTelemetry = async () => ({ token: 'none', requests: [] });
    show();
    expect(await screen.findByText(/^There is nothing to send now/)).toHaveRole('status');
    expect(screen.queryByRole('heading', { level: 3 })).toBeNull();
  });

  it('begins with what was allowed before', async () => {
    const { show } = await open({ allowed: ['titles'] });
    show();
    expect(await screen.findByText(/git is installed/)).toBeInTheDocument();
    const allowed = within(screen.getByRole('group', { name: 'May these leave as well?' }));
    expect(allowed.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([
      true,
      false,
      false,
    ]);
    await userEvent.click(titles());
    expect(await screen.findByText(/tool-5a2c91/)).toBeInTheDocument();
    expect(screen.queryByText(/git is installed/)).toBeNull();
  });

  it('is what was asked for last, however it was answered', async () => {
    const { asked, hold, show, backend } = await open();
    hold();
    show();
    expect(screen.getByRole('status')).toHaveTextContent('Putting it together…');
    expect(agree()).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(agree());
    await userEvent.click(titles());
    asked[0]?.answer(makePreview([]));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]?.allowed).toEqual(['titles']);
    expect(screen.queryByText(/tool-5a2c91/)).toBeNull();
    asked[1]?.answer(makePreview(['titles']));
    expect(await screen.findByText(/git is installed/)).toBeInTheDocument();
    expect(backend.calls).toEqual([]);
  });

  it('says why there is none, and takes no yes', async () => {
    const { backend, show } = await open();
    vi.spyOn(backend, 'previewTelemetry').mockRejectedValueOnce({
      code: 'busy',
      message: 'The record is in use',
      hint: '',
    });
    show();
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    expect(screen.queryByRole('status')).toBeNull();
    await userEvent.click(agree());
    expect(backend.calls).toEqual([]);
    await userEvent.click(titles());
    expect(await screen.findByText(/git is installed/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a yes', () => {
  it('is to what was shown, is sent at once, and closes', async () => {
    const { session, backend, show, onanswered, onclose } = await open();
    show();
    await screen.findByText(/in all:$/);
    await userEvent.click(agree());
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(backend.calls).toEqual(['agreeTelemetry token of ', 'sendTelemetry']);
    expect(onanswered).toHaveBeenCalledOnce();
    expect(session.said).toBe('Sent: 11 entries.');
  });

  it('is given once, and nothing more is allowed meanwhile', async () => {
    const { backend, show, onclose } = await open();
    let end: () => void = () => undefined;
    const given = vi
      .spyOn(backend, 'agreeTelemetry')
      .mockImplementation(() => new Promise((resolve) => (end = resolve)));
    show();
    await screen.findByText(/in all:$/);
    await userEvent.click(agree());
    expect(agree()).toHaveTextContent('Sending…');
    expect(agree()).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(titles());
    expect(titles()).not.toBeChecked();
    expect(titles()).toHaveAttribute('aria-disabled', 'true');
    expect(given).toHaveBeenCalledOnce();
    end();
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  });

  it('is good for one preview: what is refused is shown anew', async () => {
    const { backend, show, onanswered, onclose } = await open();
    const preview = vi.spyOn(backend, 'previewTelemetry');
    vi.spyOn(backend, 'agreeTelemetry').mockRejectedValueOnce({
      code: 'conflict',
      message: 'It has changed',
      hint: '',
    });
    show();
    await screen.findByText(/in all:$/);
    await userEvent.click(agree());
    expect(await screen.findByRole('alert')).toHaveTextContent('It has changed');
    await waitFor(() => expect(preview).toHaveBeenCalledTimes(2));
    expect(onanswered).not.toHaveBeenCalled();
    expect(onclose).not.toHaveBeenCalled();
    await screen.findByText(/in all:$/);
    await userEvent.click(agree());
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  });

  it('holds where nothing could be sent, and stays to say so', async () => {
    const { session, backend, show, onanswered, onclose } = await open();
    backend.sendTelemetry = () => Promise.reject({ code: 'busy', message: 'The record is in use', hint: '' });
    show();
    await screen.findByText(/in all:$/);
    await userEvent.click(agree());
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    expect(screen.getByText(/^Your yes is kept\./)).toBeInTheDocument();
    expect(session.said).toMatch(/^Your yes is kept\./);
    expect(onanswered).toHaveBeenCalledOnce();
    expect(onclose).not.toHaveBeenCalled();
    expect(screen.getAllByRole('button')).toHaveLength(1);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    expect(onclose).toHaveBeenCalledOnce();
  });

  it.each<[string, Partial<Telemetry>]>([
    ['nobody has named a place', { destinations: [] }],
    ['OTEL_SDK_DISABLED is true', { disabled: true }],
  ])('is not to be given where %s, and says so', async (why, part) => {
    const { show } = await open(part);
    show();
    expect(await screen.findByText(new RegExp(`Nothing of it is sent: ${why}`))).toBeInTheDocument();
    expect(agree()).toBeDisabled();
  });

  it('waits until Firstlight is in reach, and “Not now” gives none', async () => {
    const { session, backend, show, onclose } = await open();
    show();
    await screen.findByText(/in all:$/);
    session.online = false;
    await waitFor(() => expect(agree()).toHaveAttribute('aria-disabled', 'true'));
    await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
    expect(onclose).toHaveBeenCalledOnce();
    expect(backend.calls).toEqual([]);
  });
});
