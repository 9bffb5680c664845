import { describe, expect, it } from 'vitest';
import { makeRun, makeState, makeStep } from '../fake/make';
import { busy, endsStage, firstOf, holds, markOf, stepOf, stepsOf } from './steps';

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

it('finds what a blocked claim waits for, however far before it', () => {
  const need = (id: string, status: string) => ({ id, title: id, status });
  const git = makeStep({ id: 'git', status: 'failing' });
  const clone = makeStep({
    id: 'clone',
    status: 'blocked',
    needs: [need('go', 'ok'), need('git', 'failing')],
  });
  const up = makeStep({ id: 'up', status: 'blocked', needs: [need('clone', 'blocked')] });
  const state = makeState([git, clone, up]);
  expect(firstOf(state, up)?.id).toBe('git');
  expect(firstOf(state, git)).toBeUndefined();
  expect(firstOf(makeState([up]), up)).toBeUndefined();
});

it('ends a stage with the step that came to hold last, where every step of it holds', () => {
  const at = (hour: number) => `2026-11-24T0${hour}:00:00.000Z`;
  const [a, b] = [makeStep({ id: 'a', held_at: at(9) }), makeStep({ id: 'b', held_at: at(8) })];
  expect([a, b].map((step) => endsStage(makeState([a, b]), step))).toEqual([true, false]);
  expect(endsStage(makeState([a, { ...b, status: 'failing' }]), a)).toBe(false);
});
