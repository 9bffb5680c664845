import { describe, expect, it } from 'vitest';
import { makeChange, makeState, makeStep } from '../fake/make';
import { grouped, news, unchanged } from './approval';

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
