import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeService, makeServices } from '../../fake/services';
import type { ServiceGroup, Usage } from '../wire';
import ServiceList from './ServiceList.svelte';

const web = makeService({ name: 'web' });
const db = makeService({ name: 'db', mode: 'failed' });
const [one] = makeServices([web, db]).groups as [ServiceGroup];

function open(
  groups: ServiceGroup[] = [one],
  { usage = {} as Record<string, Usage>, stale = false, selected = web.id } = {},
) {
  const onselect = vi.fn();
  const { rerender } = render(ServiceList, { groups, usage, selected, stale, onselect });
  return { onselect, rerender };
}

const buttons = () => within(screen.getByRole('navigation', { name: 'Services' })).getAllByRole('button');

describe('ServiceList', () => {
  it('names each with how it fares and what it uses, where it is up', () => {
    open([one], {
      usage: {
        [web.id]: { id: web.id, cpu: 0.02, memory: 25_000_000 },
        [db.id]: { id: db.id, cpu: 1, memory: 1 },
      },
    });
    const [first, second] = buttons();
    expect(first).toHaveTextContent(/^web\s*healthy\s*2(\.0)?%\s*25 MB$/);
    expect(second).toHaveTextContent(/^db\s*failed$/);
  });

  it('keeps the room of what each uses until that is known', async () => {
    const room = () =>
      [...document.querySelectorAll<HTMLElement>('[data-widest]')].map((each) => each.dataset.widest);
    const { rerender } = open();
    const before = room();
    expect(before).toEqual(['999%', '999 MB']);
    await rerender({ usage: { [web.id]: { id: web.id, cpu: 0.02, memory: 25_000_000 } } });
    expect(room()).toEqual(before);
  });

  it('has no heading where there is one group, and one for each of several', async () => {
    const { rerender } = open();
    expect(screen.queryByRole('heading')).toBeNull();
    const two = {
      ...one,
      step: 'ledger',
      title: 'The ledger is up',
      services: [makeService({ name: 'ledger', step: 'ledger' })],
    };
    await rerender({ groups: [one, two] });
    expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual([
      'Harbour is up and healthy',
      'The ledger is up',
    ]);
  });

  it('says why a group cannot be read, beside others that can', async () => {
    const lost = { ...one, step: 'lost', services: [], problem: 'There is no compose.yaml' };
    const { rerender } = open([one, lost]);
    expect(screen.getByText('There is no compose.yaml')).toBeInTheDocument();
    await rerender({ groups: [lost] });
    expect(screen.queryByText('There is no compose.yaml')).toBeNull();
  });

  it('is one stop of the keyboard: the one that is shown', async () => {
    open();
    const [first, second] = buttons();
    expect(first).toHaveAttribute('aria-current', 'true');
    expect(second).not.toHaveAttribute('aria-current');
    await userEvent.tab();
    expect(first).toHaveFocus();
    await userEvent.tab();
    expect(second).not.toHaveFocus();
  });

  it.each([
    ['{ArrowDown}', db.id],
    ['{End}', db.id],
  ])('moves with %s', async (key, id) => {
    const { onselect } = open();
    buttons()[0]?.focus();
    await userEvent.keyboard(key);
    expect(onselect).toHaveBeenCalledExactlyOnceWith(id);
  });

  it('leaves keys with Ctrl to others', async () => {
    const { onselect } = open();
    buttons()[0]?.focus();
    await userEvent.keyboard('{Control>}{ArrowDown}{/Control}');
    expect(onselect).not.toHaveBeenCalled();
  });

  it('is chosen with the pointer', async () => {
    const { onselect } = open();
    await userEvent.click(screen.getByRole('button', { name: /^db/ }));
    expect(onselect).toHaveBeenCalledExactlyOnceWith(db.id);
  });

  it('draws all as not known while they cannot be seen', () => {
    open([one], { stale: true });
    const marks = buttons().map((button) => button.querySelector('svg')?.getAttribute('class') ?? '');
    expect(marks[0]).toBe(marks[1]);
    expect(marks[0]).toContain('unknown');
  });
});
