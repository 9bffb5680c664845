import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeRun, makeStep, minute, spent } from '../../fake/make';
import type { Step } from '../wire';
import RailStep from './RailStep.svelte';

function open(part: Partial<Step> = {}, { selected = false, focusable = false, next = false } = {}) {
  const docker = (of: Partial<Step>) => makeStep({ id: 'docker', title: 'Docker answers', ...of });
  const onselect = vi.fn();
  const { rerender } = render(RailStep, { step: docker(part), selected, focusable, next, onselect });
  const change = (of: Partial<Step>) => rerender({ step: docker(of) });
  return { button: screen.getByRole('button'), onselect, change };
}

describe('RailStep', () => {
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
  ])('says “%s” after its title', (state, part) => {
    expect(open(part).button).toHaveAccessibleName(`Docker answers ${state}`);
  });

  it('calls failing what has held before, though it is still to be done', () => {
    const drift = { held_until: '2026-11-24T10:00:00.000Z', changes: [] };
    expect(open({ status: 'failing', pending: true, drift }).button).toHaveAccessibleName(/Failing$/);
  });

  it('says that work is under way, and no longer once it has ended', async () => {
    const run = makeRun({ id: 'r' });
    const { button, change } = open({ status: 'failing', run });
    expect(button).toHaveAccessibleName('Docker answers Failing, Under way');
    expect(button.querySelector('svg')).toHaveClass('looking');
    await change({ status: 'failing', run: { ...run, outcome: 'failed' } });
    expect(button).toHaveAccessibleName('Docker answers Failing');
    expect(button.querySelector('svg')).toHaveClass('failing');
  });

  it('says once that it is next, which is seen in the place of the time', () => {
    const { button } = open({ status: 'failing', spent: spent(4 * minute) }, { next: true });
    expect(button).toHaveAccessibleName('Docker answers Failing, next');
    expect(screen.getByText('next')).toHaveAttribute('aria-hidden', 'true');
    expect(button).not.toHaveTextContent('4 m');
  });

  it('shows the time in the place of what is next, where it is what the window shows', () => {
    const { button } = open({ status: 'failing', spent: spent(4 * minute) }, { next: true, selected: true });
    expect(button).toHaveAccessibleName('Docker answers 4 m Failing, next');
    expect(button).toHaveAttribute('aria-current', 'true');
    expect(screen.queryByText('next')).toBeNull();
  });

  it('counts the time of the person, the machine and others, and not what she was away', () => {
    expect(open({ spent: spent(minute, minute, minute, 60 * minute) }).button).toHaveTextContent('3 m');
  });

  it('has the room of a time or a word before there is any', async () => {
    const { button, change } = open({ status: 'failing' });
    const room = button.querySelector('.end');
    expect(room).toBeEmptyDOMElement();
    await change({ status: 'failing', spent: spent(134 * minute) });
    expect(button.querySelector('.end')).toBe(room);
    expect(room).toHaveTextContent(/^2 h$/);
    expect(screen.getByTitle('2 h 14 m')).toBeInTheDocument();
  });

  it.each([
    ['less than a second', spent(999)],
    ['time away alone', spent(0, 0, 0, 60 * minute)],
  ])('shows no time for %s', (_, time) => {
    expect(open({ spent: time }).button).toHaveAccessibleName('Docker answers Holds');
  });

  it('is led to with Tab only where it is the one', async () => {
    const { button } = open();
    await userEvent.tab();
    expect(button).not.toHaveFocus();
    expect(button).not.toHaveAttribute('aria-current');
  });

  it.each(['{Enter}', ' '])('is chosen by its ID with the key “%s”', async (key) => {
    const { button, onselect } = open({}, { focusable: true });
    await userEvent.tab();
    expect(button).toHaveFocus();
    await userEvent.keyboard(key);
    expect(onselect).toHaveBeenCalledExactlyOnceWith('docker');
  });

  it('can be chosen while it is blocked', async () => {
    const { button, onselect } = open({ status: 'blocked' });
    await userEvent.click(button);
    expect(onselect).toHaveBeenCalledExactlyOnceWith('docker');
  });

  it('has the whole of a title at hand that may be cut off', () => {
    const title = 'The services of payments are healthy, and so is everything that they wait for';
    open({ title });
    expect(screen.getByTitle(title)).toHaveTextContent(title);
  });
});
