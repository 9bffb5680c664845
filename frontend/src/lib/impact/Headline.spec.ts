import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { makeImpact } from '../../fake/figures';
import type { Impact } from '../wire';
import Headline from './Headline.svelte';

const hour = 3_600_000;

function open(part: Partial<Impact>) {
  render(Headline, { impact: { ...makeImpact(), ...part } });
}

/** What stands below a name: the figure, and what is said of it. */
function fact(name: string) {
  const card = screen.getByText(name).parentElement;
  return [...(card?.querySelectorAll('dd') ?? [])].map((each) => each.textContent?.trim());
}

describe('Headline', () => {
  it('has thanks before anything that is reckoned', () => {
    open({ thanks: 83, thankful_people: 61 });
    expect(screen.getAllByRole('term')[0]).toHaveTextContent('Thank-you notes');
    expect(fact('Thank-you notes')).toEqual(['83', 'from 61 people']);
  });

  it('claims no hours where nobody said what it took before', () => {
    open({ counted: 0, freed_ms: 0, hourly: 80 });
    expect(fact('Hours freed')).toEqual(['not known', 'Say below what it took before']);
    expect(fact('That is worth')).toEqual(['not known', 'Say below what it took before']);
  });

  it('says how many hours were freed, and of how many people', () => {
    open({ counted: 12, freed_ms: 40 * hour, hourly: 0 });
    expect(fact('Hours freed')).toEqual(['40', 'of 12 people']);
    expect(fact('That is worth')).toEqual(['not known', 'Say below what an hour costs']);
  });

  it('claims no total of too few', () => {
    open({ counted: 3, freed_too_few: true, freed_ms: 0, hourly: 80 });
    expect(fact('Hours freed')).toEqual(['too few', 'of 3 people']);
    expect(fact('That is worth')).toEqual(['too few', 'of 3 people']);
  });

  it('does not call lost hours freed', () => {
    open({ counted: 12, freed_ms: -40 * hour });
    expect(screen.queryByText('Hours freed')).toBeNull();
    expect(fact('Hours lost')).toEqual(['40', 'of 12 people']);
  });

  it('says what that is worth in the currency that was chosen', () => {
    open({ counted: 12, freed_ms: 40 * hour, hourly: 80, cost: 3200, currency: 'hats' });
    expect(fact('That is worth')[0]).toMatch(/^3.?200\shats$/);
  });

  it('compares failures only with what was measured', () => {
    open({ errors_each: 2.1, errors_each_before: 3.4, baseline: 'measured' });
    expect(fact('Failures per person')).toEqual(['2.1', '3.4 before']);
  });

  it('says of failures that are not compared what they are', () => {
    open({ errors_each: 2.1, baseline: 'told' });
    expect(fact('Failures per person')).toEqual(['2.1', 'on average']);
  });
});
