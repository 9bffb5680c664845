import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { makeOffers } from '../../fake/figures';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Offer } from '../wire';
import Cohort from './Cohort.svelte';
import { figuresOf } from './figures.svelte';

const [payments] = makeOffers() as [Offer];

async function open(offers: Offer[] = [payments], versions?: boolean) {
  const { session, backend } = await sessionOf(makeState([]));
  backend.team.offers = offers;
  const figures = figuresOf(session);
  await figures.load();
  render(Cohort, { figures, versions });
  return figures;
}

const choice = (name: string) => screen.getByRole('combobox', { name });
const options = (name: string) =>
  within(choice(name))
    .getAllByRole('option')
    .map((option) => option.textContent);

describe('Cohort', () => {
  it('offers the versions and months, the newest first, and everybody before them', async () => {
    await open();
    expect(options('Began in')).toEqual([
      'Any month',
      'May 2026',
      'April 2026',
      'March 2026',
      'February 2026',
      'January 2026',
    ]);
    expect(options('Version')[0]).toBe('Every version');
    expect(options('Version')[1]).toMatch(/^2, since 6 Apr 2026: 100 people$/);
    expect(options('Track')).toEqual(['Every track', 'backend', 'frontend']);
  });

  it('chooses', async () => {
    const figures = await open();
    await userEvent.selectOptions(choice('Track'), 'frontend');
    await userEvent.selectOptions(choice('Began in'), 'March 2026');
    expect(figures.choice).toMatchObject({ track: 'frontend', month: '2026-03', version: '' });
    await userEvent.selectOptions(choice('Track'), 'Every track');
    expect(figures.choice.track).toBe('');
  });

  it('asks for the journey only where there are several, and begins anew with another', async () => {
    const figures = await open([payments, { ...payments, journey: 'Ledger', tracks: [] }]);
    await userEvent.selectOptions(choice('Track'), 'backend');
    await userEvent.selectOptions(choice('Journey'), 'Ledger');
    expect(figures.choice).toMatchObject({ journey: 'Ledger', track: '' });
    expect(screen.queryByRole('combobox', { name: 'Track' })).toBeNull();
  });

  it('has nothing to choose that is chosen elsewhere or is not there', async () => {
    await open([{ ...payments, tracks: [] }], false);
    expect(screen.getAllByRole('combobox')).toHaveLength(1);
    expect(choice('Began in')).toBeInTheDocument();
  });

  it('is not there before anybody is imported', async () => {
    await open([]);
    expect(screen.queryByRole('group', { name: 'Whose onboardings' })).toBeNull();
  });
});
