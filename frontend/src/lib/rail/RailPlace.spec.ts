import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import RailPlace from './RailPlace.svelte';

const place = { place: 'notes', name: 'Notes', selected: false };

describe('RailPlace', () => {
  it('is called by its name alone where nothing is known of it', () => {
    render(RailPlace, { ...place, onselect: vi.fn() });
    const button = screen.getByRole('button', { name: /^Notes$/ });
    expect(button.querySelector('svg')).toBeNull();
    expect(button).not.toHaveAttribute('aria-current');
  });

  it('says in words how it stands there, and draws a mark that is not read out', () => {
    render(RailPlace, { ...place, mark: 'failing', aside: '2 failed', onselect: vi.fn() });
    const mark = screen.getByRole('button', { name: /^Notes 2 failed$/ }).querySelector('svg');
    expect(mark).toHaveClass('failing');
    expect(mark).toHaveAttribute('aria-hidden', 'true');
  });

  it('says whether it is what the window shows', async () => {
    const { rerender } = render(RailPlace, { ...place, selected: true, onselect: vi.fn() });
    expect(screen.getByRole('button', { current: true })).toHaveAccessibleName('Notes');
    await rerender({ selected: false });
    expect(screen.queryByRole('button', { current: true })).toBeNull();
  });

  it('is reached with Tab, and leads there with a key as with a click', async () => {
    const onselect = vi.fn();
    render(RailPlace, { ...place, onselect });
    await userEvent.tab();
    expect(screen.getByRole('button')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard(' ');
    expect(onselect).toHaveBeenCalledTimes(2);
    await userEvent.click(screen.getByRole('button'));
    expect(onselect).toHaveBeenCalledTimes(3);
  });
});
