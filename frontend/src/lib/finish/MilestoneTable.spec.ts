import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { minute, spent } from '../../fake/make';
import type { Milestone } from '../wire';
import MilestoneTable from './MilestoneTable.svelte';

const hour = 60 * minute;

function milestone(title: string, part: Partial<Milestone> = {}): Milestone {
  return { name: title, title, at: '2026-11-24T08:12:00.000Z', elapsed_ms: 0, spent: spent(), ...part };
}

const ready = milestone('Machine ready', {
  elapsed_ms: hour,
  spent: spent(15 * minute, 6 * minute - 7000, 0, 30 * minute),
});
const pushed = milestone('First push', { elapsed_ms: 26 * hour, spent: spent(2 * hour, 0, 24 * hour) });
const ahead = milestone('First merge', { at: '' });

const cells = (name: string) =>
  within(screen.getByRole('row', { name: new RegExp(`^${name}`) }))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent.trim());
const parts = (name: string) => [
  ...screen.getByRole('rowheader', { name }).querySelectorAll<HTMLElement>('.bar i'),
];

describe('MilestoneTable', () => {
  it('is a table with a name, and says what stands in each column', () => {
    render(MilestoneTable, { milestones: [ready] });
    const region = screen.getByRole('region', { name: 'Milestones' });
    const heads = within(region).getAllByRole('columnheader');
    expect(heads.map(({ textContent }) => textContent.trim())).toEqual([
      'Milestone',
      'After',
      'hands-on',
      'machine',
      'waiting',
      'away',
    ]);
  });

  it('says of each milestone after how long it was reached, and where the time went', () => {
    render(MilestoneTable, { milestones: [ready, pushed] });
    expect(cells('Machine ready')).toEqual(['1 h', '15 m 00 s', '5 m 53 s', '0 s', '30 m 00 s']);
    expect(cells('First push')).toEqual(['1 d 2 h', '2 h', '0 s', '1 d', '0 s']);
  });

  it('keeps the milestones in the order of the way', () => {
    render(MilestoneTable, { milestones: [pushed, ahead, ready] });
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent.trim())).toEqual([
      'First push',
      'First merge',
      'Machine ready',
    ]);
  });

  it('says that one is from before the onboarding, and no figures of it', () => {
    render(MilestoneTable, { milestones: [milestone('First commit', { earlier: true })] });
    expect(cells('First commit')).toEqual(['from before you began']);
  });

  it('says that one is not reached yet, and no figures of it', () => {
    render(MilestoneTable, { milestones: [ready, ahead] });
    expect(cells('First merge')).toEqual(['not yet']);
    expect(screen.getByRole('cell', { name: 'not yet' })).toHaveAttribute('colspan', '5');
    expect(parts('First merge')).toEqual([]);
  });

  it('draws each as long as it took of the longest, in the colours of the columns', () => {
    const longest = milestone('First merge', { elapsed_ms: 2 * hour, spent: spent(hour, 0, 0, hour) });
    render(MilestoneTable, { milestones: [{ ...ready, spent: spent(30 * minute, 12 * minute) }, longest] });
    const drawn = (name: string) => parts(name).map(({ style }) => [style.background, style.width]);
    expect(drawn('First merge')).toEqual([
      ['var(--hands_on)', '50%'],
      ['var(--away)', '50%'],
    ]);
    expect(drawn('Machine ready')).toEqual([
      ['var(--hands_on)', '25%'],
      ['var(--machine)', '10%'],
    ]);
  });

  it('does not have what is drawn read out, as the figures say it', () => {
    render(MilestoneTable, { milestones: [ready] });
    expect(screen.getByRole('rowheader', { name: 'Machine ready' }).querySelector('.bar')).toHaveAttribute(
      'aria-hidden',
      'true',
    );
  });

  it('draws nothing for one that was reached at once', () => {
    render(MilestoneTable, { milestones: [milestone('Machine ready')] });
    expect(cells('Machine ready')).toEqual(['0 s', '0 s', '0 s', '0 s', '0 s']);
    expect(parts('Machine ready')).toEqual([]);
  });

  it('has its columns and no row where there is no milestone', () => {
    render(MilestoneTable, { milestones: [] });
    expect(screen.getAllByRole('row')).toHaveLength(1);
  });

  it('can be come to with Tab, and so be scrolled where it is wider than the window', async () => {
    render(MilestoneTable, { milestones: [ready] });
    await userEvent.tab();
    expect(screen.getByRole('region', { name: 'Milestones' })).toHaveFocus();
  });
});
