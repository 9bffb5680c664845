import { describe, expect, it } from 'vitest';
import { makeRun, makeState, makeStep } from '../fake/make';
import { busy, holds, markOf, stepOf, stepsOf } from './steps';

describe('markOf', () => {
  it.each([
    [{ status: 'ok' }, 'ok'],
    [{ status: 'ok', attested: true }, 'attested'],
    [{ status: 'failing' }, 'failing'],
    [{ status: 'failing', pending: true }, 'pending'],
    [{ status: 'failing', pending: true, waiting: true }, 'others'],
    [{ status: 'failing', pending: true, drift: { held_until: '', changes: [] } }, 'failing'],
    [{ status: 'blocked' }, 'blocked'],
    [{ status: 'unknown' }, 'unknown'],
    [{ status: 'muted' }, 'muted'],
    [{ status: '' }, 'unseen'],
    [{ status: '', observing: true }, 'looking'],
    [{ status: 'ok', observing: true }, 'ok'],
  ])('draws %o as %s', (part, mark) => {
    expect(markOf(makeStep({ id: 'x', ...part }))).toBe(mark);
  });
});

it('finds steps across stages', () => {
  const state = makeState([makeStep({ id: 'a' }), makeStep({ id: 'b', stage: 'Your code' })]);
  expect(stepsOf(state).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(stepOf(state, 'b')?.stage).toBe('Your code');
  expect(stepOf(state, 'c')).toBeUndefined();
});

it('takes a muted claim as holding, and a blocked one as not', () => {
  expect(['ok', 'muted', 'failing', 'blocked', 'unknown', ''].filter((status) => holds({ status }))).toEqual([
    'ok',
    'muted',
  ]);
});

it('is busy only while a run has no outcome', () => {
  expect(busy({ run: makeRun({ id: 'r' }) })).toBe(true);
  expect(busy({ run: makeRun({ id: 'r', outcome: 'failed' }) })).toBe(false);
  expect(busy({})).toBe(false);
});
