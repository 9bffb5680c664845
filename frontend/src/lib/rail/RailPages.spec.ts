import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import RailPages from './RailPages.svelte';

const pages = [
  ['Map', 'map'],
  ['Timeline', 'timeline'],
  ['Notes', 'notes'],
  ['Friction', 'friction'],
  ['Impact', 'impact'],
  ['Settings', 'settings'],
] as const;

describe('RailPages', () => {
  it('is a group of its own, with every page in it', () => {
    render(RailPages, { place: 'step', onselect: vi.fn() });
    const group = screen.getByRole('group', { name: 'More pages' });
    const names = within(group)
      .getAllByRole('button')
      .map(({ textContent }) => textContent.trim());
    expect(names).toEqual(pages.map(([name]) => name));
  });

  it.each(pages)('leads to %s', async (name, page) => {
    const onselect = vi.fn();
    render(RailPages, { place: 'step', onselect });
    await userEvent.click(screen.getByRole('button', { name }));
    expect(onselect).toHaveBeenCalledExactlyOnceWith(page);
  });

  it.each(pages)('says that %s is what the window shows, and no other', (name, place) => {
    render(RailPages, { place, onselect: vi.fn() });
    const current = screen.getAllByRole('button', { current: true });
    expect(current.map(({ textContent }) => textContent.trim())).toEqual([name]);
  });

  it.each(['step', 'finish', 'health', 'services'])('says of none that it is shown at “%s”', (place) => {
    render(RailPages, { place, onselect: vi.fn() });
    expect(screen.queryByRole('button', { current: true })).toBeNull();
  });

  it('is walked through with Tab, each page in its turn', async () => {
    const onselect = vi.fn();
    render(RailPages, { place: 'step', onselect });
    for (const [name] of pages) {
      await userEvent.tab();
      expect(screen.getByRole('button', { name })).toHaveFocus();
    }
    await userEvent.keyboard('{Enter}');
    expect(onselect).toHaveBeenCalledExactlyOnceWith('settings');
  });
});
