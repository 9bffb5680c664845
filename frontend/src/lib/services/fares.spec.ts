import { describe, expect, it } from 'vitest';
import { makeService, makeServices, manyServices } from '../../fake/services';
import { groupOf, markOf, markOfAll, shownOf, tally } from './fares';
import { cores, memory } from './figures';

describe('markOf', () => {
  it.each([
    ['healthy', 'ok'],
    ['running', 'ok'],
    ['finished', 'ok'],
    ['starting', 'looking'],
    ['restarting', 'failing'],
    ['ailing', 'failing'],
    ['failed', 'failing'],
    ['elsewhere', 'failing'],
    ['stopped', 'muted'],
    ['none', 'pending'],
  ])('draws %s as %s', (mode, mark) => {
    expect(markOf({ mode })).toBe(mark);
  });
});

describe('markOfAll', () => {
  const of = (...modes: string[]) =>
    markOfAll(makeServices(modes.map((mode, i) => makeService({ name: `s${i}`, mode }))));

  it('is as bad as the worst', () => {
    expect(of('healthy', 'failed', 'starting')).toBe('failing');
    expect(of('healthy', 'starting')).toBe('looking');
    expect(of('healthy', 'finished')).toBe('ok');
    expect(of('healthy', 'none')).toBe('pending');
  });

  it('is not known while the engine is away, or before anything was seen', () => {
    expect(markOfAll(makeServices([makeService({ name: 'web' })], { away: 'gone' }))).toBe('unknown');
    expect(markOfAll(undefined)).toBe('unseen');
  });
});

describe('tally', () => {
  it('counts what is up and what has failed', () => {
    expect(tally(manyServices())).toEqual({ count: 12, up: 8, bad: 3 });
  });
});

describe('shownOf', () => {
  const services = manyServices();

  it('is the chosen one, or else the first that needs somebody', () => {
    expect(shownOf(services, 'service/db/1')?.name).toBe('db');
    expect(shownOf(services, '')?.name).toBe('search');
    expect(shownOf(makeServices([makeService({ name: 'web' })]), 'gone')?.name).toBe('web');
    expect(groupOf(services, 'service/db/1')?.step).toBe('service');
  });
});

describe('figures', () => {
  it('are short', () => {
    expect(cores(-1)).toBe('…');
    expect(cores(0.0042)).toBe('0.4%');
    expect(cores(2.3)).toBe('230%');
    expect(memory(24_000_000)).toBe('24 MB');
    expect(memory(24_000_000, 64_000_000)).toBe('24 MB of 64 MB');
  });
});
