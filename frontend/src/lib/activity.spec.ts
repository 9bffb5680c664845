import { expect, it } from 'vitest';
import { activity, tellEvery } from './activity';

it('tells the first sign, one every so often, and each change of step', () => {
  const told: string[] = [];
  let now = 0;
  const sign = activity(
    (step) => told.push(`${step}@${now}`),
    () => now,
  );
  sign('git');
  now = tellEvery - 1;
  sign('git');
  now = tellEvery;
  sign('git');
  now += 1;
  sign('docker');
  sign('docker');
  expect(told).toEqual(['git@0', `git@${tellEvery}`, `docker@${tellEvery + 1}`]);
});
