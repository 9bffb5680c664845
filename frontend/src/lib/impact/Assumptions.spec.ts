import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeAssumed, makeImpact, makeOffers } from '../../fake/figures';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import { Figures } from '../figures/figures.svelte';
import type { Assumed, Offer, WrongAssumption } from '../wire';
import Assumptions from './Assumptions.svelte';

async function open(
  part: Partial<Assumed> = {},
  offer: Partial<Offer> = {},
  wrong: readonly WrongAssumption[] = [],
) {
  const { session, backend } = await sessionOf(makeState([]));
  backend.team.offers = makeOffers().map((each) => ({ ...each, ...offer }));
  const figures = new Figures(session);
  await figures.load();
  const assumed = makeAssumed(part);
  const onassume = vi.fn();
  const impact = makeImpact({ against: '5f0c11' }, assumed, { wrong: [...wrong] });
  render(Assumptions, { figures, impact, assumed, onassume });
  return { figures, assumed, onassume };
}

const days = () => screen.queryAllByRole('spinbutton', { name: /, days$/ });
const week = () => screen.queryByRole('spinbutton', { name: /^Hours that people work in a week/ });
const measured = () => screen.getByRole('radio', { name: 'as an earlier version took' });

describe('as somebody told it', () => {
  it('asks for the days to each milestone, and says what to write', async () => {
    await open();
    expect(screen.getByRole('group', { name: 'What it took before' })).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'as somebody told it' })).toBeChecked();
    expect(days()).toHaveLength(9);
    for (const field of days()) {
      expect(field).toHaveDisplayValue('');
      expect(field).toHaveAccessibleDescription(/leave empty what nobody knows/);
    }
  });

  it('shows what was told as days', async () => {
    const { baseline } = makeAssumed();
    await open({
      baseline: baseline.map((each) => (each.name === 'first-commit' ? { ...each, days: 2.5 } : each)),
    });
    expect(screen.getByRole('spinbutton', { name: 'First commit, days' })).toHaveDisplayValue('2.5');
    expect(screen.getByRole('spinbutton', { name: 'Tests pass, days' })).toHaveDisplayValue('');
  });

  it('tells of that milestone alone', async () => {
    const { assumed, onassume } = await open();
    await fireEvent.input(screen.getByRole('spinbutton', { name: 'Tests pass, days' }), {
      target: { value: '0.7' },
    });
    const [{ baseline }] = onassume.mock.lastCall as [Pick<Assumed, 'baseline'>];
    expect(baseline.find(({ name }) => name === 'tests-pass')?.days).toBe(0.7);
    expect(baseline.filter(({ name }) => name !== 'tests-pass')).toEqual(
      assumed.baseline.filter(({ name }) => name !== 'tests-pass'),
    );
  });

  it('takes a field that is emptied for what nobody knows', async () => {
    const { baseline } = makeAssumed();
    const { onassume } = await open({ baseline: baseline.map((each) => ({ ...each, days: 1 })) });
    await userEvent.clear(screen.getByRole('spinbutton', { name: 'Machine ready, days' }));
    const [told] = onassume.mock.lastCall as [Pick<Assumed, 'baseline'>];
    expect(told.baseline.map(({ days }) => days)).toEqual([undefined, ...Array<number>(8).fill(1)]);
  });
});

describe('as an earlier version took', () => {
  it('is not offered where there is no earlier one', async () => {
    await open({}, { versions: makeOffers()[0]?.versions.slice(0, 1) ?? [] });
    expect(screen.getAllByRole('radio')).toHaveLength(1);
    expect(screen.queryByText('as an earlier version took')).toBeNull();
  });

  it('asks for nothing that is measured, and says of how many', async () => {
    const { figures, onassume } = await open();
    await userEvent.click(measured());
    expect(figures.choice.against).toBe('5f0c11');
    expect(await screen.findByText(/^Measured: the medians of 100 onboardings/)).toBeInTheDocument();
    expect(days()).toEqual([]);
    expect(week()).toBeNull();
    expect(measured()).toBeChecked();
    expect(onassume).not.toHaveBeenCalled();
  });

  it('is any of them, the newest first', async () => {
    const { figures } = await open();
    await userEvent.click(measured());
    const against = await screen.findByRole('combobox', { name: 'Earlier version' });
    const names = within(against)
      .getAllByRole('option')
      .map((each) => each.textContent);
    expect(names).toEqual(['2, since 6 Apr 2026: 100 people', '1, since 5 Jan 2026: 100 people']);
    expect(against).toHaveValue('5f0c11');
    await userEvent.selectOptions(against, '9f3c22');
    expect(figures.choice.against).toBe('9f3c22');
  });

  it('is left again for what was told', async () => {
    const { figures } = await open();
    await userEvent.click(measured());
    await userEvent.click(screen.getByRole('radio', { name: 'as somebody told it' }));
    expect(figures.choice.against).toBe('');
    expect(await screen.findByRole('spinbutton', { name: 'First commit, days' })).toBeInTheDocument();
    expect(week()).toBeInTheDocument();
  });
});

describe('what nothing can rest on', () => {
  const wrong = [
    { name: 'first-commit', text: 'It took longer than that before.' },
    { name: 'hours_per_week', text: 'A week has no more than 168 hours.' },
    { name: 'hourly', text: 'An hour does not cost that much.' },
  ];
  const fields = () => screen.getAllByRole('spinbutton');

  it('is said at the field that it is about, and at no other', async () => {
    await open({}, {}, wrong);
    expect(fields().filter((field) => field.getAttribute('aria-invalid') === 'true')).toHaveLength(3);
    for (const [name, text] of [
      ['First commit, days', 'It took longer than that before.'],
      ['Hours that people work in a week, of 168 that pass', 'A week has no more than 168 hours.'],
      ['What an hour of a person costs', 'An hour does not cost that much.'],
    ] as const) {
      const field = screen.getByRole('spinbutton', { name });
      expect(field).toHaveAttribute('aria-invalid', 'true');
      expect(field).toHaveAccessibleDescription(expect.stringContaining(text));
    }
    expect(screen.getByRole('spinbutton', { name: 'First push, days' })).toHaveAccessibleDescription(
      expect.not.stringContaining('longer'),
    );
  });

  it('stands as it was said where the person comes back to it', async () => {
    const { baseline } = makeAssumed();
    const said = baseline.map((each) => (each.name === 'first-commit' ? { ...each, days: -5 } : each));
    await open({ baseline: said, hours_per_week: 200 }, {}, wrong);
    expect(screen.getByRole('spinbutton', { name: 'First commit, days' })).toHaveValue(-5);
    expect(week()).toHaveValue(200);
  });
});

describe('the rest', () => {
  it('stands as it is assumed, and is empty where nobody knows', async () => {
    await open({ until: 'first-push', hours_per_week: 36 });
    expect(screen.getByRole('combobox', { name: 'A person is productive from here on' })).toHaveDisplayValue(
      'First push',
    );
    expect(week()).toHaveValue(36);
    expect(screen.getByRole('spinbutton', { name: 'What an hour of a person costs' })).toHaveDisplayValue('');
    expect(screen.getByRole('textbox', { name: 'Currency' })).toHaveValue('EUR');
  });

  it('says that much and nothing else when it is changed', async () => {
    const { onassume } = await open({ hourly: 80 });
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'A person is productive from here on' }),
      'First merge',
    );
    expect(onassume.mock.lastCall).toEqual([{ until: 'first-merge' }]);
    await fireEvent.input(week() as HTMLElement, { target: { value: '37.5' } });
    expect(onassume.mock.lastCall).toEqual([{ hours_per_week: 37.5 }]);
    const hourly = screen.getByRole('spinbutton', { name: 'What an hour of a person costs' });
    expect(hourly).toHaveValue(80);
    await userEvent.clear(hourly);
    expect(onassume.mock.lastCall).toEqual([{ hourly: 0 }]);
    await fireEvent.input(screen.getByRole('textbox', { name: 'Currency' }), { target: { value: ' CHF ' } });
    expect(onassume.mock.lastCall).toEqual([{ currency: 'CHF' }]);
  });
});
