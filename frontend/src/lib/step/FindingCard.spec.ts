import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeStep } from '../../fake/make';
import type { Step } from '../wire';
import FindingCard from './FindingCard.svelte';

const seen = '2026-11-24T08:00:00.000Z';
const now = Date.parse(seen) + 3000;

function open(
  part: Partial<Step>,
  props: Partial<{ offer: 'main' | 'aside' | 'none'; looking: boolean }> = {},
) {
  const told = { onlook: vi.fn(), onneed: vi.fn(), browse: vi.fn() };
  const step = makeStep({ id: 'x', seen_at: seen, ...part });
  render(FindingCard, { step, now, looking: false, online: true, offer: 'aside', ...told, ...props });
  return told;
}

describe('FindingCard', () => {
  it('does not say of what a person vouched for that it was seen', () => {
    open({ status: 'ok', attested: true, summary: 'You said so' });
    expect(screen.queryByText(/^seen/)).toBeNull();
  });

  it.each([
    [{ status: 'ok', summary: 'git 2.39.5' }, 'Holds'],
    [{ status: 'failing', summary: 'It is too old' }, 'Failing'],
    [{ status: 'failing', pending: true, summary: 'Not cloned' }, 'Not done yet'],
    [{ status: 'failing', pending: true, waiting: true, summary: 'Not reviewed' }, 'Waiting for others'],
    [{ status: 'unknown', summary: 'No answer' }, 'Could not tell'],
    [{ status: 'muted', summary: 'Not used here' }, 'Muted'],
    [{ status: 'blocked', summary: 'Waits for approval' }, 'Blocked'],
  ])('says of %o: %s', (part, word) => {
    open(part);
    expect(screen.getByText(word)).toBeInTheDocument();
    expect(screen.getByText(part.summary)).toBeInTheDocument();
  });

  it('opens a page that a finding names', async () => {
    const told = open({
      status: 'ok',
      summary: 'It is merged',
      evidence: [
        { label: 'Page', value: 'https://github.com/acme/x/pull/1', code: true },
        { label: 'Folder', value: 'https is no page', code: true },
      ],
    });
    await userEvent.click(screen.getByRole('button', { name: 'https://github.com/acme/x/pull/1' }));
    expect(told.browse).toHaveBeenCalledWith('https://github.com/acme/x/pull/1');
    expect(screen.queryByRole('button', { name: 'https is no page' })).toBeNull();
  });

  it('opens the address of a service that the summary names, and none of elsewhere', async () => {
    const summary = 'web answers on http://127.0.0.1:18080/, and said https://acme.example/';
    const told = open({ status: 'ok', summary });
    await userEvent.click(screen.getByRole('button', { name: 'http://127.0.0.1:18080/' }));
    expect(told.browse).toHaveBeenCalledExactlyOnceWith('http://127.0.0.1:18080/');
    expect(screen.queryByRole('button', { name: /acme/ })).toBeNull();
    expect(screen.getByRole('region')).toHaveTextContent(summary);
  });

  it.each(['http://localhost/', 'https://LOCALHOST:8443/x', 'http://[::1]:80/', 'http://127.0.0.1/@fs'])(
    'takes %s as of this machine',
    (address) => {
      open({ status: 'ok', summary: `web answers on ${address} now` });
      expect(screen.getByRole('button', { name: address })).toBeInTheDocument();
    },
  );

  it.each([
    'http://localhost:x@evil.example/',
    'http://127.0.0.1:80@evil.example/',
    'http://me@localhost/',
    'http://localhost\\@evil.example/',
    'http://localhost.evil.example/',
    'http://localhost%2eevil.example/',
    'http://evil.example/http://localhost/',
    'http://evil.example#http://localhost/',
    'http://[::1',
    'http://0.0.0.0:80/',
  ])('does not take %s as of this machine', (address) => {
    open({ status: 'ok', summary: `web answers on ${address} now` });
    expect(screen.queryByRole('button', { name: /evil|:/ })).toBeNull();
    expect(screen.getByRole('region')).toHaveTextContent(address);
  });

  it('says of what a person vouched for that she said so, with her note', () => {
    open({ status: 'ok', attested: true, summary: 'You said so', note: 'Met Kim' });
    expect(screen.getAllByText('You said so')).toHaveLength(1);
    expect(screen.getByText(/“Met Kim”/)).toBeInTheDocument();
    expect(screen.queryByText('Holds')).toBeNull();
  });

  it('says when it was seen', () => {
    open({});
    expect(screen.getByText('seen 3 s ago')).toBeInTheDocument();
  });

  it('says nothing of when where it was not seen yet', () => {
    open({ status: '', seen_at: '' });
    expect(screen.queryByText(/^seen/)).toBeNull();
    expect(screen.getByText('Not looked at yet')).toBeInTheDocument();
  });

  it('shows what the summary rests on', () => {
    open({ evidence: [{ label: 'Found', value: '/usr/bin/git', code: true }], detail: 'exit status 1' });
    expect(screen.getByText('Found')).toBeInTheDocument();
    expect(screen.getByText('/usr/bin/git').tagName).toBe('CODE');
    expect(screen.getByText('exit status 1').closest('details')).not.toHaveAttribute('open');
  });

  it('leads to the steps that it waits for, and only to those', async () => {
    const { onneed } = open({
      status: 'blocked',
      needs: [
        { id: 'git', title: 'git 2.30', status: 'ok' },
        { id: 'docker', title: 'Docker answers', status: 'failing' },
      ],
    });
    expect(screen.queryByText('git 2.30')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Docker answers' }));
    expect(onneed).toHaveBeenCalledExactlyOnceWith('docker');
  });

  it('looks again', async () => {
    const { onlook } = open({});
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    expect(onlook).toHaveBeenCalledOnce();
  });

  it('does not look twice at once', () => {
    open({}, { looking: true });
    expect(screen.getByRole('button', { name: 'Looking…' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('offers looking first where there is nothing else to do, and not at all meanwhile', () => {
    open({}, { offer: 'main' });
    expect(screen.getByRole('button', { name: 'Check now' })).toHaveClass('main');
  });

  it('offers no looking while work is under way', () => {
    open({}, { offer: 'none' });
    expect(screen.queryByRole('button')).toBeNull();
  });
});
