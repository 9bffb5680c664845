import { describe, expect, it } from 'vitest';
import { matching, type Entry } from './entries';

function entry(title: string, aside = ''): Entry {
  return { id: title, title, aside, choose: () => undefined };
}

function titles(entries: Entry[]): string[] {
  return entries.map(({ title }) => title);
}

const entries = [
  entry('Docker answers', 'Your machine'),
  entry('Clone harbour', 'Your code'),
  entry('Check every step again'),
];

describe('matching', () => {
  it('keeps the order when nothing is typed', () => {
    expect(titles(matching(entries, ' '))).toEqual(titles(entries));
  });

  it('finds the beginning of a word before letters in between', () => {
    expect(titles(matching(entries, 'clo'))[0]).toBe('Clone harbour');
    expect(titles(matching(entries, 'dock'))).toEqual(['Docker answers']);
  });

  it('finds by the stage', () => {
    expect(titles(matching(entries, 'your code'))).toContain('Clone harbour');
  });

  it('finds by another word, after what is called so', () => {
    const also = { ...entry('Show Health'), also: ['doctor'] };
    expect(titles(matching([also, entry('Doctor')], 'doctor'))).toEqual(['Doctor', 'Show Health']);
    const light = { ...entry('Use the light look'), also: ['theme', 'colours'] };
    expect(titles(matching([light, entry('Settings: theme')], 'theme'))[0]).toBe('Settings: theme');
  });

  it('finds nothing for what is not there', () => {
    expect(matching(entries, 'zzz')).toEqual([]);
  });

  it('leaves out none, and what is typed comes first', () => {
    const many = Array.from({ length: 500 }, (_, i) => entry(`Step ${i}`));
    expect(matching(many, '')).toHaveLength(500);
    expect(titles(matching(many, 'Step 499'))[0]).toBe('Step 499');
  });
});
