import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeNote } from '../../fake/figures';
import type { Note } from '../wire';
import Wall from './Wall.svelte';

type Hung = Note & { own: boolean };

const note = (text: string, part: Partial<Hung> = {}): Hung => ({
  ...makeNote({ text, at: '2026-03-05T12:00:00.000Z' }),
  own: false,
  ...part,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => note(`Line ${i}`));

function open(notes: readonly Hung[]) {
  const onsend = vi.fn();
  const onback = vi.fn();
  const none = 'No thank-you note yet.';
  const { rerender } = render(Wall, { title: 'Thanks', notes, none, onsend, onback });
  return { onsend, onback, change: (next: readonly Hung[]) => rerender({ notes: next }) };
}

const texts = () => screen.queryAllByRole('listitem').map((item) => item.querySelector('p')?.textContent);

describe('Wall', () => {
  it('says that there is none, and has no empty list', () => {
    open([]);
    expect(screen.getByRole('region', { name: 'Thanks 0' })).toHaveTextContent('No thank-you note yet.');
    expect(screen.queryByRole('list')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says what was said, of what and when', () => {
    open([note('It told me why', { title: 'Docker answers' })]);
    expect(screen.getByRole('region', { name: 'Thanks 1' })).not.toHaveTextContent('No thank-you note yet.');
    const item = screen.getByRole('listitem');
    expect(item).toHaveTextContent(/^It told me why\s*Docker answers\s*5 Mar 2026$/);
  });

  it('says what is of no step of the journey as a whole', () => {
    open([note('A good day')]);
    expect(screen.getByRole('listitem')).toHaveTextContent('the journey as a whole');
  });

  it('tells the person’s own from those of others, which are not hers to send on', async () => {
    const own = note('Mine', { own: true, seq: 7 });
    const { onsend, onback } = open([note('Theirs'), own]);
    const [theirs, mine] = screen.getAllByRole('listitem');
    expect(mine).toHaveTextContent('yours, 5 Mar 2026');
    expect(theirs).not.toHaveTextContent('yours');
    const send = screen.getByRole('button', { name: 'Send it on…' });
    expect(mine).toContainElement(send);
    await userEvent.click(send);
    expect(onsend).toHaveBeenCalledExactlyOnceWith(own);
    const back = screen.getByRole('button', { name: 'Take it back…' });
    expect(mine).toContainElement(back);
    await userEvent.click(back);
    expect(onback).toHaveBeenCalledExactlyOnceWith(own);
  });

  it('shows two of the same words, as two people may have said them', () => {
    open([note('Thank you'), note('Thank you')]);
    expect(texts()).toEqual(['Thank you', 'Thank you']);
  });

  it('shows what somebody wrote as text, whatever it looks like', () => {
    open([note('<b>Thank</b> you')]);
    expect(screen.getByText('<b>Thank</b> you')).toBeInTheDocument();
  });

  it.each([60, 59])('shows %i at once, and offers no more', (count) => {
    open(many(count));
    expect(texts()).toHaveLength(count);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('counts all of many, and puts up a handful at a time, the reading going on at the first', async () => {
    open(many(1240));
    expect(screen.getByRole('region', { name: 'Thanks 1,240' })).toBeInTheDocument();
    expect(texts()).toHaveLength(60);
    await userEvent.click(screen.getByRole('button', { name: 'Show 60 more' }));
    expect(texts()).toHaveLength(120);
    expect(screen.getAllByRole('listitem')[60]).toHaveFocus();
    expect(document.activeElement).toHaveTextContent('Line 60');
  });

  it('says how many are left at the end, and leaves nothing to press then', async () => {
    open(many(61));
    screen.getByRole('button', { name: 'Show 1 more' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(texts().at(-1)).toBe('Line 60');
    expect(screen.getAllByRole('listitem')[60]).toHaveFocus();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('leads Tab past what is only read', async () => {
    open([note('Theirs'), note('Mine', { own: true })]);
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Send it on…' })).toHaveFocus();
  });

  it('puts up what is written meanwhile, before the others and beyond what was put up', async () => {
    const { change } = open(many(61));
    await userEvent.click(screen.getByRole('button', { name: 'Show 1 more' }));
    await change([note('Newest'), ...many(61)]);
    expect(texts()).toHaveLength(62);
    expect(texts()[0]).toBe('Newest');
  });
});
