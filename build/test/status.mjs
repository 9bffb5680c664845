// status.mjs FILE: the demo has been walked to its end, and its times add up.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const milestones = ['machine-ready', 'code-cloned', 'tests-pass', 'services-healthy', 'first-commit', 'first-push'];

const status = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const sum = (spent) => spent.hands_on_ms + spent.machine_ms + spent.waiting_ms + spent.away_ms;

assert.equal(status.version, 1);
assert.match(status.journey.hash, /^[0-9a-f]{64}$/);
assert.ok(Date.parse(status.onboarding.started_at) <= Date.now(), 'it began in the past');
assert.ok(status.steps.length >= 12, `${status.steps.length} steps`);
for (const step of status.steps) {
  assert.equal(step.status, 'ok', `${step.id}: ${step.summary}`);
}
assert.deepEqual(status.milestones.map(({ name }) => name).sort(), milestones.sort());
for (const { name, at, elapsed_ms, spent } of status.milestones) {
  assert.ok(at, `${name} is reached`);
  assert.equal(sum(spent), elapsed_ms, `the parts of ${name} add up`);
}
const machine = status.steps.reduce((total, { spent }) => total + spent.machine_ms, 0);
assert.ok(machine > 0, 'programs ran, and that took time');
console.log(`${status.steps.length} steps hold; ${status.milestones.length} milestones reached`);
