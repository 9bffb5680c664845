import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { makeRun } from '../../fake/make';
import { snippet } from '../../testing/snippet';
import type { Run } from '../wire';
import Outcome from './Outcome.svelte';

function open(part: Partial<Run>, held = false, reason = '') {
  const run = makeRun({ id: 'r', ...part });
  const children = snippet('<button type="button">Show output</button>');
  return render(Outcome, { run, title: 'Clone it', reason, held, heading: 'how', children }).container;
}

it.each([
  [{ outcome: 'done' }, '“Clone it” ran to its end.'],
  [{ outcome: 'failed' }, '“Clone it” did not work.'],
  [{ outcome: 'cancelled' }, '“Clone it” was cancelled.'],
  [{ outcome: 'lost' }, '“Clone it” was cut short: Firstlight ended while it ran.'],
])('says of %o: %s', (part, sentence) => {
  open(part);
  expect(screen.getByRole('heading', { level: 2, name: sentence })).toHaveAttribute('id', 'how');
  expect(screen.getByRole('button', { name: 'Show output' })).toBeInTheDocument();
});

it('says why, where that is known', () => {
  open({ outcome: 'failed' }, false, 'git ended with exit status 128');
  expect(screen.getByText('git ended with exit status 128')).toBeInTheDocument();
});

const notYet = /^It does not hold yet/;

it('does not take a fix that ran to its end for a claim that holds', () => {
  open({ outcome: 'done', use: 'fix' });
  expect(screen.getByText(notYet)).toBeInTheDocument();
});

it.each([
  ['the claim holds', { outcome: 'done', use: 'fix' }, true],
  ['only a look ended', { outcome: 'done', use: 'observe' }, false],
  ['it was cancelled', { outcome: 'cancelled', use: 'fix' }, false],
])('says nothing of that where %s', (_, part, held) => {
  open(part, held);
  expect(screen.queryByText(notYet)).toBeNull();
});
