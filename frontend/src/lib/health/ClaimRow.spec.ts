import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeRun, makeStep, minute } from '../../fake/make';
import type { Step } from '../wire';
import ClaimRow from './ClaimRow.svelte';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const ago = (ms: number) => new Date(now - ms).toISOString();

function open(part: Partial<Step> = {}, focusable = false) {
  const step = makeStep({ id: 'docker', title: 'Docker answers', seen_at: ago(3000), ...part });
  const onselect = vi.fn();
  render(ClaimRow, { step, now, focusable, onselect });
  return { row: screen.getByRole('button'), onselect };
}

const drift = { held_until: '2026-11-22T10:00:00.000Z', changes: [] };

/** What it is called in all; some put a space before what is heard only. */
const called = (state: string, rest = '') => new RegExp(`^Docker answers ?, ${state}\\.${rest}$`);

describe('ClaimRow', () => {
  it.each<[string, Partial<Step>]>([
    ['Holds', { status: 'ok' }],
    ['You said so', { status: 'ok', attested: true }],
    ['Muted', { status: 'muted' }],
    ['Failing', { status: 'failing' }],
    ['Not done yet', { status: 'failing', pending: true }],
    ['Waiting for others', { status: 'failing', waiting: true }],
    ['Blocked', { status: 'blocked' }],
    ['Could not tell', { status: 'unknown' }],
    ['Looking', { status: '', observing: true }],
    ['Not looked at yet', { status: '' }],
  ])('says “%s” with its title, in one sentence', (state, part) => {
    expect(open(part).row).toHaveAccessibleName(called(state, ' Your machine'));
  });

  it('says what was seen', () => {
    const { row } = open({ status: 'failing', summary: 'The socket refuses you' });
    expect(row).toHaveAccessibleName(called('Failing', ' The socket refuses you Your machine'));
  });

  it('does not say the same twice', () => {
    open({ summary: 'Docker answers' });
    expect(screen.getAllByText(/Docker answers/)).toHaveLength(1);
  });

  it('says where it stands on the way, and nothing of a place where it stands aside', () => {
    expect(open({ stage: '' }).row).toHaveAccessibleName(called('Holds'));
  });

  it('says that work is under way, and draws it', () => {
    const { row } = open({ status: 'failing', stage: '', run: makeRun({ id: 'r' }) });
    expect(row).toHaveAccessibleName(called('Failing, Under way'));
    expect(row.querySelector('svg')).toHaveClass('looking');
  });

  it('says until when it held', () => {
    expect(open({ status: 'failing', drift }).row).toHaveTextContent(
      'It held until Sunday, 22 November 2026',
    );
  });

  it('says how old a finding is while it looks again', () => {
    const { row } = open({ seen_at: ago(5 * minute), observing: true });
    expect(row).toHaveTextContent('as of 5 m ago, looking again');
  });

  it.each<[string, Partial<Step>]>([
    ['it was seen just now', { seen_at: ago(minute - 1), observing: true }],
    ['nobody looks', { seen_at: ago(5 * minute), observing: false }],
    ['it was never seen', { seen_at: '', status: '', observing: true }],
  ])('says nothing of its age where %s', (_, part) => {
    expect(open(part).row).not.toHaveTextContent('as of');
  });

  it('says rather since when it has not held than how old that is', () => {
    const { row } = open({ status: 'failing', drift, seen_at: ago(5 * minute), observing: true });
    expect(row).toHaveTextContent('It held until');
    expect(row).not.toHaveTextContent('as of');
  });

  it('is led to with Tab where it is the one, and chosen with a key', async () => {
    const { row, onselect } = open({}, true);
    await userEvent.tab();
    expect(row).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(onselect).toHaveBeenCalledExactlyOnceWith('docker');
  });

  it('is passed over by Tab where it is not, and can be pressed', async () => {
    const { row, onselect } = open();
    await userEvent.tab();
    expect(row).not.toHaveFocus();
    await userEvent.click(row);
    expect(onselect).toHaveBeenCalledExactlyOnceWith('docker');
  });
});
