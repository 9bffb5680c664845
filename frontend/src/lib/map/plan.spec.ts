import { describe, expect, it } from 'vitest';
import { makeState, makeStep, minute, spent } from '../../fake/make';
import { flagsOf, lay, stageHeight, stageKey, stepHeight, stepKey, tally, tiesOf } from './plan';

const need = (id: string) => ({ id, title: id, status: 'ok' as const });
const steps = [
  makeStep({ id: 'git' }),
  makeStep({ id: 'go', status: 'failing' }),
  makeStep({ id: 'clone', stage: 'Your code', milestone: 'code-cloned', needs: [need('git')] }),
  makeStep({
    id: 'tests',
    stage: 'Your code',
    status: 'blocked',
    milestone: 'tests-pass',
    needs: [need('clone'), need('go'), need('elsewhere')],
  }),
];
const { stages } = makeState(steps);

describe('lay', () => {
  it('has the head of each stage, and its steps beneath it', () => {
    const plan = lay(stages, () => true);
    expect(plan.stations.map(({ key }) => key)).toEqual([
      stageKey('Your machine'),
      stepKey('git'),
      stepKey('go'),
      stageKey('Your code'),
      stepKey('clone'),
      stepKey('tests'),
    ]);
    expect(plan.stations.map(({ held }) => held)).toEqual([undefined, true, false, undefined, true, false]);
    expect(plan.height).toBe(2 * stageHeight + 4 * stepHeight);
    expect(plan.stations.map(({ y }) => y)).toEqual(
      plan.stations.map(({ y }) => y).toSorted((a, b) => a - b),
    );
    expect(plan.stations[1]?.y).toBe(stageHeight + stepHeight / 2);
    expect(plan.at.get('tests')).toBe(5);
  });

  it('finds the steps of a folded stage at its head, which holds when all of them do', () => {
    const plan = lay(stages, ({ name }) => name === 'Your code');
    expect(plan.stations.map(({ key, held }) => [key, held])).toEqual([
      [stageKey('Your machine'), false],
      [stageKey('Your code'), undefined],
      [stepKey('clone'), true],
      [stepKey('tests'), false],
    ]);
    expect([plan.at.get('git'), plan.at.get('go'), plan.at.get('clone')]).toEqual([0, 0, 2]);
    const held = makeState([makeStep({ id: 'a' }), makeStep({ id: 'b', status: 'muted' })]);
    expect(lay(held.stages, () => false).stations[0]?.held).toBe(true);
  });

  it('is nothing where there are no stages', () => {
    expect(lay([], () => true)).toEqual({ stations: [], height: 0, at: new Map() });
  });
});

it('ties steps to what they need on the way and to what needs them', () => {
  const ties = tiesOf(steps);
  const ids = (id: string) => [
    ties.get(id)?.needs.map((step) => step.id),
    ties.get(id)?.neededBy.map((step) => step.id),
  ];
  expect(ids('git')).toEqual([[], ['clone']]);
  expect(ids('clone')).toEqual([['git'], ['tests']]);
  expect(ids('tests')).toEqual([['clone', 'go'], []]);
});

it('sets the flag of a milestone at the last step that belongs to it', () => {
  const milestone = (name: string) => ({ name, title: name, at: '', elapsed_ms: minute, spent: spent() });
  const names = ['machine-ready', 'code-cloned', 'first-push'];
  const flags = flagsOf({ stages, milestones: names.map(milestone) });
  expect([...flags].map(([id, { name }]) => [id, name])).toEqual([
    ['go', 'machine-ready'],
    ['clone', 'code-cloned'],
  ]);
});

it('counts how steps stand, as they are met', () => {
  expect(tally([...steps, makeStep({ id: 'more' })])).toEqual([
    ['ok', 3],
    ['failing', 1],
    ['blocked', 1],
  ]);
});
