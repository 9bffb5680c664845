import { describe, expect, it } from 'vitest';
import { makeState, makeStep } from '../../fake/make';
import { allWell, grouped, groupOf, wrong } from './groups';

const some = () =>
  makeState(
    [
      makeStep({ id: 'a', status: 'ok' }),
      makeStep({ id: 'b', status: 'failing', pending: true }),
      makeStep({ id: 'c', status: 'blocked' }),
    ],
    {
      health: [
        makeStep({ id: 'd', stage: '', status: 'unknown' }),
        makeStep({ id: 'e', stage: '', status: 'failing' }),
        makeStep({ id: 'f', stage: '', status: 'muted' }),
      ],
    },
  );

describe('groups', () => {
  it('puts what needs the person first', () => {
    expect(grouped(some()).map(({ group, claims }) => [group, ...claims.map(({ id }) => id)])).toEqual([
      ['wrong', 'd', 'e'],
      ['waits', 'c'],
      ['todo', 'b'],
      ['muted', 'f'],
      ['holds', 'a'],
    ]);
  });

  it('names what needs the person as the backend orders it', () => {
    expect(wrong(some()).map(({ id }) => id)).toEqual(['e', 'd']);
  });

  it('has what was not looked at yet wait', () => {
    expect(groupOf(makeStep({ id: 'x', status: '', observing: true }))).toBe('waits');
  });

  it('calls all well what holds or is muted', () => {
    expect(allWell(some())).toBe(false);
    expect(allWell(makeState([makeStep({ id: 'a' }), makeStep({ id: 'b', status: 'muted' })]))).toBe(true);
  });
});
