import { describe, expect, it } from 'vitest';
import { makeChange, makeState, makeStep } from '../fake/make';
import { grouped, news, unchanged, waits } from './approval';

const changes = [
  makeChange('git', 'fix', 'apt-get install git', { kind: 'same' }),
  makeChange('tests', 'check', 'go test ./...', { kind: 'changed', before: 'go test' }),
  makeChange('tests', 'fix', 'go mod download', { kind: 'added' }),
  makeChange('tests', 'rehearse', 'true', { kind: 'same' }),
  makeChange('seed', 'fix', 'make seed', { kind: 'removed' }),
];
const state = makeState(
  [
    makeStep({ id: 'git', title: 'Git' }),
    makeStep({ id: 'tests', title: 'The tests pass', stage: 'Your code' }),
  ],
  { approval: { needed: true, first: false, hash: 'a', changes } },
);

describe('grouped', () => {
  it('gathers commands by step, in order', () => {
    const groups = grouped(changes, state);
    expect(groups.map(({ title, stage, changes }) => [title, stage, changes.length])).toEqual([
      ['Git', 'Your machine', 1],
      ['The tests pass', 'Your code', 3],
      ['seed', '', 1],
    ]);
  });
});

it('tells what is new from what stays', () => {
  expect(news(changes).map(({ kind }) => kind)).toEqual(['changed', 'added', 'removed']);
  expect(unchanged(changes).map(({ use }) => use)).toEqual(['fix', 'rehearse']);
});

describe('waits', () => {
  it('is so for a step with a command that is not approved', () => {
    expect(waits(state, 'tests')).toBe(true);
  });

  it('is not so for a step whose commands are gone or as they were, or that has none', () => {
    expect(waits(state, 'seed')).toBe(false);
    expect(waits(state, 'git')).toBe(false);
    expect(waits(state, 'docker')).toBe(false);
  });

  it('is not so when only a rehearsal would run a command', () => {
    const only = { ...state.approval, changes: [makeChange('git', 'rehearse', 'true')] };
    expect(waits({ ...state, approval: only }, 'git')).toBe(false);
  });

  it('is not so once all is approved', () => {
    expect(waits({ ...state, approval: { ...state.approval, needed: false } }, 'tests')).toBe(false);
  });
});
