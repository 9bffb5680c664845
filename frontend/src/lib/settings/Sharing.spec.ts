import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { makeTelemetry, sharedTelemetry } from '../../fake/settings';
import { sessionOf } from '../../testing/session';
import type { Telemetry, TelemetrySent } from '../wire';
import Sharing from './Sharing.svelte';

async function open(telemetry: Telemetry) {
  const { session, backend } = await sessionOf(makeState([]));
  backend.sharing = telemetry;
  const onchanged = vi.fn(async (): Promise<void> =>
    rerender({ telemetry: backend.sharing, session, onchanged }),
  );
  const { container, rerender } = render(Sharing, { telemetry, session, onchanged });
  return { container, session, backend, onchanged };
}

const answered = '2026-11-03T10:00:00.000Z';
const buttons = () => screen.getAllByRole('button').map((button) => button.textContent?.trim());
const fact = (term: string) => {
  const found = screen.queryByText(term, { selector: 'dt' });
  return found?.parentElement?.querySelector('dd')?.textContent?.replace(/\s+/g, ' ').trim();
};

describe('how it stands', () => {
  it.each<[string, Partial<Telemetry>, RegExp, string[]]>([
    [
      'not asked',
      {},
      /^Nothing leaves, since you have not said yes\.$/,
      ['See what would be sent, and answer…', 'Say no'],
    ],
    [
      'changed since',
      { consent: 'changed' },
      /^Nothing leaves: what you said yes to has changed\./,
      ['See what would be sent, and answer…', 'Say no'],
    ],
    [
      'refused',
      { consent: 'no', answered_at: answered },
      /^Nothing leaves, since you said no on .*3 November 2026\.$/,
      ['See what would be sent, and answer…'],
    ],
    [
      'agreed to',
      { consent: 'yes', answered_at: answered },
      /^Your onboarding is sent, since you said yes on .*3 November 2026\.$/,
      ['See what would be sent now…', 'Send what waits now', 'Stop sharing'],
    ],
    [
      'agreed to, with nowhere to go',
      { consent: 'yes', destinations: [] },
      /^Nothing is sent: neither the journey nor/,
      ['See what would be sent, and answer…', 'Stop sharing'],
    ],
    [
      'agreed to, and disabled',
      { consent: 'yes', disabled: true },
      /^Nothing is sent: OTEL_SDK_DISABLED is true\.$/,
      ['See what would be sent, and answer…', 'Stop sharing'],
    ],
    [
      'refused, with nowhere to go',
      { consent: 'no', answered_at: answered, destinations: [] },
      /^Nothing leaves, since you said no/,
      ['See what would be sent, and answer…'],
    ],
  ])('is said, with what can be done: %s', async (_, part, stance, offered) => {
    await open(makeTelemetry(part));
    expect(screen.getByText(stance)).toBeInTheDocument();
    expect(buttons()).toEqual(offered);
  });

  it('cannot be looked at where it is set wrongly', async () => {
    await open(makeTelemetry({ problem: 'the port is no number' }));
    expect(screen.getByText('Nothing is sent: the port is no number.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^See what/ })).toBeDisabled();
  });

  it('says what goes where, as whom, and who named the place', async () => {
    await open(makeTelemetry());
    expect(fact('Steps go to')).toBe('https://otel.acme.example/v1/traces named by the journey');
    expect(fact('Figures go to')).toBe('https://otel.acme.example/v1/metrics named by the journey');
    expect(fact('As the service')).toBe('firstlight, team=payments');
    for (const absent of ['Besides', 'Sent so far', 'Waits']) expect(fact(absent)).toBeUndefined();
    expect(screen.queryByText(/not encrypted/)).toBeNull();
  });

  it('says what was allowed besides, what was sent and what waits', async () => {
    await open({ ...sharedTelemetry(), rejected: 2, dropped: 1, sent_at: answered });
    expect(fact('Steps go to')).toBe(
      'http://otel.acme.example:4318/v1/traces named by OTEL_EXPORTER_OTLP_ENDPOINT, with authorization',
    );
    expect(fact('Besides')).toMatch(/^the names of the journey, its stages and its fixes/);
    expect(fact('Sent so far')).toMatch(
      /^214 .*3 November 2026.*2 of them were not taken\..*1 was given up, as too much waited\..*the collector is busy$/,
    );
    expect(fact('Waits')).toBe('1 request, 1.8 KB');
    expect(screen.getByText(/It is not encrypted on its way/)).toBeInTheDocument();
  });

  it('says that nothing was sent yet and nothing waits', async () => {
    await open(makeTelemetry({ consent: 'yes', answered_at: answered }));
    expect(fact('Sent so far')).toBe('nothing yet');
    expect(fact('Waits')).toBe('nothing');
  });

  it('says why what was refused waits', async () => {
    const shared = sharedTelemetry();
    const [first] = shared.waiting;
    if (!first) throw new Error('nothing waits');
    await open({
      ...shared,
      waiting: [first, { ...first, queued_at: answered, bytes: 160, refused: true, said: 'no such tenant' }],
    });
    expect(fact('Waits')).toBe('2 requests, 2.0 KB Refused, and not sent again by itself: no such tenant');
  });

  it('folds the names that leave, each beside what it stands for', async () => {
    const { container } = await open(makeTelemetry());
    const folded = screen.getByText('The 2 names that leave').closest('details');
    expect(folded).not.toHaveAttribute('open');
    expect([...container.querySelectorAll('details li')].map((line) => line.textContent)).toEqual([
      'tool-5a2c91 git is installed',
      'clone-99f0b3 harbour is cloned',
    ]);
  });

  it('folds nothing where no name leaves', async () => {
    const { container } = await open(makeTelemetry({ steps: [] }));
    expect(container.querySelector('details')).toBeNull();
  });

  it('names a step without a title by its ID', async () => {
    const { container } = await open(
      makeTelemetry({ steps: [{ name: 'tool-5a2c91', id: 'tool-git', title: '' }] }),
    );
    expect(screen.getByText('The name that leaves')).toBeInTheDocument();
    expect(container.querySelector('details li')).toHaveTextContent('tool-5a2c91 tool-git');
  });
});

describe('what can be done', () => {
  it('sends what waits, and tells what became of it', async () => {
    const { session, onchanged } = await open(sharedTelemetry());
    expect(screen.getByRole('status').textContent).toBe('');
    await userEvent.click(screen.getByRole('button', { name: 'Send what waits now' }));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Sent: 11 entries.'));
    expect(session.said, 'it is heard once').toBe('');
    expect(onchanged).toHaveBeenCalledOnce();
    expect(fact('Waits')).toBe('nothing');
  });

  it('sends once at a time, and is not ended meanwhile', async () => {
    const { backend } = await open(sharedTelemetry());
    let end: (sent: TelemetrySent) => void = () => undefined;
    const send = vi
      .spyOn(backend, 'sendTelemetry')
      .mockImplementation(() => new Promise((resolve) => (end = resolve)));
    const button = screen.getByRole('button', { name: 'Send what waits now' });
    await userEvent.click(button);
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard('{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Stop sharing' }));
    expect(send).toHaveBeenCalledOnce();
    expect(backend.calls).not.toContain('endTelemetry');
    end({ taken: 0, refused: 0, later: 0, items: 0, rejected: 0, said: '' });
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('There was nothing to send.'));
  });

  it('says why nothing could be sent', async () => {
    const { backend, onchanged } = await open(sharedTelemetry());
    backend.sendTelemetry = () => Promise.reject({ code: 'busy', message: 'The record is in use', hint: '' });
    await userEvent.click(screen.getByRole('button', { name: 'Send what waits now' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    expect(onchanged).not.toHaveBeenCalled();
  });

  it.each([
    ['Stop sharing', sharedTelemetry],
    ['Say no', makeTelemetry],
  ])('ends it, and says that nothing leaves: %s', async (name, telemetry) => {
    const { session, backend } = await open(telemetry());
    await userEvent.click(screen.getByRole('button', { name }));
    expect(await screen.findByText(/^Nothing leaves, since you said no on/)).toBeInTheDocument();
    expect(backend.calls).toContain('endTelemetry');
    expect(screen.queryByRole('button', { name })).toBeNull();
    await waitFor(() => expect(session.said).toMatch(/^Nothing leaves, since you said no on/));
  });

  it('shows what would be sent, and comes back without an answer', async () => {
    const { backend, onchanged } = await open(makeTelemetry());
    await userEvent.click(screen.getByRole('button', { name: 'See what would be sent, and answer…' }));
    expect(await screen.findByRole('dialog', { name: 'What would be sent' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(onchanged).not.toHaveBeenCalled();
    expect(backend.sharing.consent).toBe('unasked');
  });

  it('is nothing while Firstlight is out of reach', async () => {
    const { session } = await open(sharedTelemetry());
    session.online = false;
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Stop sharing' })).toHaveAttribute('aria-disabled', 'true'),
    );
    for (const button of screen.getAllByRole('button'))
      expect(button).toHaveAttribute('aria-disabled', 'true');
  });
});
