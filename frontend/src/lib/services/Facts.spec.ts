import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makePort, makeService } from '../../fake/services';
import type { Service, Usage } from '../wire';
import Facts from './Facts.svelte';

const now = Date.parse('2026-11-24T10:15:00Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

function open(part: Partial<Service> = {}, usage?: Usage, stale = false) {
  const browse = vi.fn();
  const service = makeService({ name: 'web', began_at: ago(14), ended_at: '', ...part });
  render(Facts, { service, usage, now, stale, browse });
  return browse;
}

/** What stands beside the name of a fact. */
const fact = (name: string) =>
  screen.queryByText(name)?.nextElementSibling?.textContent?.replace(/\s+/g, ' ').trim();

describe('Facts', () => {
  it('says since when it is up, and how often it was started again', () => {
    open({ restarts: 2 });
    expect(fact('Up for')).toBe('14 m, restarted 2 times');
    expect(fact('Ended')).toBeUndefined();
  });

  it('says when it ended, and nothing of what it uses then', () => {
    open({ mode: 'failed', up: false, ended_at: ago(2) }, { id: 'x', cpu: 1, memory: 1 });
    expect(fact('Ended')).toBe('2 m ago');
    expect(fact('CPU')).toBeUndefined();
    expect(fact('Memory')).toBeUndefined();
  });

  it('keeps the place of what it uses until that is known', () => {
    open();
    expect(fact('CPU')).toBe('…');
    expect(fact('Memory')).toBe('…');
  });

  it('keeps the room of the widest of it, against its limit too', () => {
    open({ memory_limit: 256_000_000 });
    const room = [...document.querySelectorAll<HTMLElement>('[data-widest]')].map(
      (each) => each.dataset.widest,
    );
    expect(room).toEqual(['999%', '999 MB of 256 MB']);
  });

  it('says what it uses, of what it may', () => {
    open({ cpu_limit: 2, memory_limit: 256_000_000 }, { id: 'x', cpu: 0.5, memory: 64_000_000 });
    expect(fact('CPU')).toMatch(/^50(\.0)?% of 200%$/);
    expect(fact('Memory')).toMatch(/^64 MB .*256 MB/);
  });

  it('does not show what it used when it could be seen last', () => {
    open({}, { id: 'x', cpu: 0.5, memory: 64_000_000 }, true);
    expect(fact('CPU')).toBe('…');
  });

  it('opens what speaks http, and names what does not', async () => {
    const browse = open({
      ports: [
        makePort({ where: '127.0.0.1:18080' }),
        makePort({ where: '127.0.0.1:5432', private: '5432/tcp', address: '' }),
      ],
    });
    expect(fact('Ports')).toBe('127.0.0.1:18080 → 8080/tcp, 127.0.0.1:5432 → 5432/tcp');
    await userEvent.click(screen.getByRole('button', { name: '127.0.0.1:18080' }));
    expect(browse).toHaveBeenCalledExactlyOnceWith('http://127.0.0.1:18080/');
    expect(screen.queryByRole('button', { name: '127.0.0.1:5432' })).toBeNull();
  });

  it('names its image and its container, and who started that', () => {
    open({ image: 'postgres:17' });
    expect(fact('Image')).toBe('postgres:17');
    expect(fact('Container')).toBe('harbour-web-1, started by Firstlight');
  });

  it('says that somebody else started it', () => {
    open({ ours: false });
    expect(fact('Container')).toBe('harbour-web-1, not started by Firstlight');
  });

  it('names no container and no ports where there are none', () => {
    open({ mode: 'none', up: false, container: '' });
    expect(fact('Container')).toBeUndefined();
    expect(fact('Ports')).toBeUndefined();
  });
});
