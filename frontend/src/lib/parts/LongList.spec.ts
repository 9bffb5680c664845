import { render, screen } from '@testing-library/svelte';
import { createRawSnippet, flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { sight, type Sight } from '../../testing/sight';
import LongList from './LongList.svelte';

const many = (count: number) => Array.from({ length: count }, (_, i) => `row-${i}`);
const row = createRawSnippet<[unknown]>((item) => ({
  render: () => `<button type="button">${String(item())}</button>`,
}));

function open(items: string[], { first = 20, keep = [] as string[] } = {}) {
  const seen = sight();
  const props = {
    items,
    id: String,
    text: String,
    about: 2,
    first,
    keep,
    row,
  };
  const { rerender } = render(LongList, props);
  return { seen, change: (next: Partial<typeof props>) => rerender({ ...props, ...next }) };
}

const block = (nth: number) => document.querySelectorAll<HTMLElement>('[data-block]')[nth] as HTMLElement;
const rows = () => screen.getAllByRole('button').map(({ textContent }) => textContent);
const tell = (seen: Sight, ...given: Parameters<Sight['tell']>) => {
  seen.tell(...given);
  flushSync();
};

describe('LongList', () => {
  it('draws a short list whole', () => {
    open(many(7));
    expect(rows()).toEqual(many(7));
    expect(document.querySelector('.away')).toBeNull();
  });

  it('draws what is seen at first, and leaves room and the text of the rest', () => {
    open(many(100));
    expect(rows()).toEqual(many(20));
    expect(block(1)).toHaveTextContent('row-20 row-21');
    expect(block(1).style.height).toBe('40rem');
    expect(block(4)).toHaveTextContent('row-99');
  });

  it('draws what comes near, and no longer what has left, in whose place its height stays', () => {
    const { seen } = open(many(100));
    tell(seen, block(3), true);
    expect(rows()).toEqual(many(100).slice(60, 80));
    tell(seen, block(4), true);
    tell(seen, block(3), false, 777);
    expect(rows()).toEqual(many(100).slice(80));
    expect(block(3).style.height).toBe('777px');
    expect(block(3)).toHaveTextContent('row-60');
  });

  it('draws what is to be kept, wherever it is', async () => {
    const { seen, change } = open(many(100), { keep: ['row-50'] });
    tell(seen, block(0), true);
    expect(rows()).toEqual([...many(20), ...many(60).slice(40)]);
    await change({ keep: ['row-99', 'gone'] });
    expect(rows()).toEqual([...many(20), ...many(100).slice(80)]);
  });

  it('keeps what has the focus, and lets it go with it', () => {
    const { seen } = open(many(100));
    screen.getByRole('button', { name: 'row-3' }).focus();
    tell(seen, block(0), false);
    expect(screen.getByRole('button', { name: 'row-3' })).toHaveFocus();
    screen.getByRole('button', { name: 'row-3' }).blur();
    flushSync();
    expect(screen.queryByRole('button', { name: 'row-3' })).toBeNull();
  });

  it('keeps the focus with a row that comes to another block', async () => {
    const { change } = open(many(100), { first: 60 });
    screen.getByRole('button', { name: 'row-19' }).focus();
    await change({ items: ['new', ...many(100)] });
    expect(screen.getByRole('button', { name: 'row-19' })).toHaveFocus();
    await change({ items: many(100).reverse(), keep: ['row-19'] });
    expect(screen.getByRole('button', { name: 'row-19' })).toHaveFocus();
  });

  it('lets the focus go with a row that is gone, and leaves alone what is elsewhere', async () => {
    const { change } = open(many(30));
    screen.getByRole('button', { name: 'row-3' }).focus();
    await change({ items: many(30).filter((each) => each !== 'row-3') });
    expect(document.body).toHaveFocus();
    await change({ items: many(30) });
    expect(document.body).toHaveFocus();
  });

  it('says which of how many a row is', () => {
    const { seen } = open(many(100));
    tell(seen, block(2), true);
    const item = screen.getByRole('button', { name: 'row-41' }).parentElement;
    expect(item).toHaveAttribute('role', 'listitem');
    expect(item).toHaveAttribute('aria-posinset', '42');
    expect(item).toHaveAttribute('aria-setsize', '100');
  });
});
