import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { makeChange } from '../../fake/make';
import type { Change } from '../wire';
import CommandGroup from './CommandGroup.svelte';

function open(changes: Change[], changed = true) {
  render(CommandGroup, {
    group: { step: 'tests-pass', title: 'The tests pass', stage: 'Your services', changes },
    changed,
  });
  return screen.getByRole('region', { name: 'The tests pass' });
}

const lines = (group: HTMLElement) =>
  [...group.querySelectorAll('pre > *')].map((line) => `${line.tagName.toLowerCase()} ${line.textContent}`);

it('is headed by its step, and says of each command when it runs', () => {
  const group = open([
    makeChange('tests-pass', 'check', 'go test ./...'),
    makeChange('tests-pass', 'fix', 'make test'),
    makeChange('tests-pass', 'rehearse', 'true'),
  ]);
  expect(within(group).getByRole('heading', { level: 2 })).toHaveTextContent('The tests pass');
  expect(
    [...group.querySelectorAll('p')].map((each) => each.textContent?.replace(/\s+/g, ' ').trim()),
  ).toEqual([
    'New Runs each time the step is checked',
    'New Runs when you press the step’s button',
    'New Runs only with nobody there, as in a test of this journey, never from this window',
  ]);
});

it('names a use that it has no words for as it is', () => {
  expect(open([makeChange('tests-pass', 'telepathy', 'think')])).toHaveTextContent('telepathy');
});

describe('the first time', () => {
  it('shows every command as it is, and nothing as new', () => {
    const group = open([makeChange('tests-pass', 'check', 'cd api\n  go test ./...\n\n')], false);
    expect(group.querySelector('pre')?.textContent).toBe('cd api\n  go test ./...');
    expect(within(group).queryByText('New')).toBeNull();
    expect(group.querySelector('ins, del')).toBeNull();
  });

  it('shows a command twice that runs twice', () => {
    const group = open(
      [makeChange('tests-pass', 'fix', 'make'), makeChange('tests-pass', 'fix', 'make')],
      false,
    );
    expect(within(group).getAllByText('make')).toHaveLength(2);
  });
});

describe('after changes', () => {
  it('says in words which lines are new and which are gone, beside those that stay', () => {
    const group = open([
      makeChange('tests-pass', 'check', 'cd api\ngo test -race ./...\n', {
        kind: 'changed',
        before: 'cd api\ngo test ./...\n',
      }),
    ]);
    expect(within(group).getByText('Changed')).toBeInTheDocument();
    expect(lines(group)).toEqual([
      'code cd api',
      'del Before: go test ./...',
      'ins Now: go test -race ./...',
    ]);
  });

  it('shows all of what is new as new', () => {
    const group = open([makeChange('tests-pass', 'check', 'go vet ./...\ngo test ./...')]);
    expect(within(group).getByText('New')).toBeInTheDocument();
    expect(lines(group)).toEqual(['ins Now: go vet ./...', 'ins Now: go test ./...']);
  });

  it('shows all of what is gone as gone', () => {
    const group = open([makeChange('tests-pass', 'check', 'make seed', { kind: 'removed' })]);
    expect(within(group).getByText('Gone')).toBeInTheDocument();
    expect(lines(group)).toEqual(['del Before: make seed']);
  });

  it('marks the folder neither as new nor as gone, since it is no part of the command', () => {
    const group = open([
      makeChange('tests-pass', 'check', 'make check\n(in harbour)'),
      makeChange('tests-pass', 'check', 'make test\n(in harbour)', { kind: 'removed' }),
    ]);
    expect(lines(group)).toEqual([
      'ins Now: make check',
      'code (in harbour)',
      'del Before: make test',
      'code (in harbour)',
    ]);
  });

  it('marks whose right a command needs as part of it', () => {
    const group = open([makeChange('tests-pass', 'fix', 'make\n(as administrator)')]);
    expect(lines(group)).toEqual(['ins Now: make', 'ins Now: (as administrator)']);
  });

  it('marks nothing of what stays', () => {
    const group = open([makeChange('tests-pass', 'check', 'go test ./...', { kind: 'same' })]);
    expect(within(group).queryByText(/^(New|Changed|Gone)$/)).toBeNull();
    expect(group.querySelector('pre')?.textContent).toBe('go test ./...');
    expect(group.querySelector('ins, del')).toBeNull();
  });

  it('takes what came from nothing as changed, with all of it new', () => {
    const group = open([makeChange('tests-pass', 'check', 'go test ./...', { kind: 'changed' })]);
    expect(within(group).getByText('Changed')).toBeInTheDocument();
    expect(lines(group)).toContain('ins Now: go test ./...');
  });
});
