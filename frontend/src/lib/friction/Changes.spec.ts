import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { makeChange, makeChanges, makeFriction, makeOffers, makeSpread } from '../../fake/figures';
import { makeState, minute } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import { Figures } from '../figures/figures.svelte';
import type { Friction, Offer } from '../wire';
import Changes from './Changes.svelte';

async function open(
  changed: Partial<Friction> | null = { changes: makeChanges() },
  part: Partial<Offer> = {},
) {
  const { session, backend } = await sessionOf(makeState([]));
  backend.team.offers = makeOffers().map((offer) => ({ ...offer, ...part }));
  const figures = new Figures(session);
  await figures.load();
  if (changed) figures.changed = makeFriction(changed);
  if (!figures.offer) throw new Error('there is nothing to choose from');
  const { container } = render(Changes, { figures, offer: figures.offer });
  return { container, figures };
}

const flat = (element: Element) => element.textContent?.replace(/\s+/g, ' ').trim();
const rows = () =>
  within(screen.getByRole('region', { name: 'Before and after' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('th, td')].map(flat));

it('says of each step what it took before and after, and how sure the difference is', async () => {
  await open();
  expect(rows()).toEqual([
    [
      'The services of payments are healthy',
      '1 h 1 m 97 people',
      '22 m 96 people',
      '−39 m −48 m to −29 m',
      'better',
    ],
    ['Docker answers', '40 m 100 people', '38 m 100 people', '+8 m +2 m to +15 m', 'worse'],
    ['The tests pass', '40 m 100 people', '38 m 100 people', '−2 m −7 m to +4 m', 'may be chance'],
    ['The ledger answers through the VPN', '22 m 3 people', '12 m 2 people', '−10 m', 'too few to say'],
  ]);
});

it('draws where a difference lies to either side of none, but for steps of too few people', async () => {
  const spanning = (id: string, low: number, at: number, high: number) =>
    makeChange({ id, low_ms: low * minute, difference_ms: at * minute, high_ms: high * minute });
  const few = { ...spanning('few', -90, -80, -70), verdict: 'too-few' as const };
  await open({ changes: [spanning('quicker', -40, -20, 0), spanning('slower', 0, 10, 20), few] });
  const drawn = screen.getAllByRole('rowheader').map((head) => {
    const span = head.querySelector('.span');
    return (
      span && [
        span.getAttribute('x1'),
        head.querySelector('circle')?.getAttribute('cx'),
        span.getAttribute('x2'),
      ]
    );
  });
  expect(drawn).toEqual([['0%', '25%', '50%'], ['50%', '62.5%', '75%'], null]);
});

it('names its columns', async () => {
  await open();
  const [step, ...others] = screen.getAllByRole('columnheader');
  expect(step).toHaveAccessibleName('Step');
  expect(others.map(flat)).toEqual(['Before', 'After', 'Difference', 'It is']);
});

it('writes one person, and no difference at all', async () => {
  const one = makeSpread(1, minute);
  const verdict = 'too-few';
  await open({ changes: [makeChange({ id: 'git', before: one, after: one, difference_ms: 0, verdict })] });
  expect(rows()).toEqual([['git', '1 m 1 person', '1 m 1 person', '±0 s', 'too few to say']]);
});

it('compares the two versions that are named, until others are chosen', async () => {
  const { figures } = await open();
  const from = screen.getByRole('combobox', { name: 'From' });
  const to = screen.getByRole('combobox', { name: 'to' });
  expect(from).toHaveDisplayValue(/^1, since 5 Jan 2026: 100 people$/);
  expect(to).toHaveDisplayValue(/^2, since 6 Apr 2026: 100 people$/);
  await userEvent.selectOptions(to, '5f0c11');
  expect(figures.compared).toEqual({ before: '5f0c11', after: '5f0c11' });
  await userEvent.selectOptions(from, '9f3c22');
  expect(figures.compared).toEqual({ before: '9f3c22', after: '5f0c11' });
  await waitFor(() => expect(from).toHaveValue('9f3c22'));
  expect(to).toHaveValue('5f0c11');
});

it('offers the newest version first', async () => {
  await open();
  const options = within(screen.getByRole('combobox', { name: 'From' })).getAllByRole<HTMLOptionElement>(
    'option',
  );
  expect(options.map(({ value }) => value)).toEqual(['9f3c22', '5f0c11']);
});

it('has nothing to compare where there is one version', async () => {
  await open(null, { versions: makeOffers()[0]?.versions.slice(0, 1) ?? [] });
  expect(screen.getByText(/^There is one version only/)).toBeInTheDocument();
  expect(screen.queryByRole('combobox')).toBeNull();
  expect(screen.queryByRole('table')).toBeNull();
});

it('says that nobody met a step in both, once it is known', async () => {
  const { figures } = await open(null);
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.queryByText(/^Nobody is known/)).toBeNull();
  figures.changed = makeFriction({ changes: [] });
  expect(await screen.findByText('Nobody is known who met a step in both.')).toBeInTheDocument();
  expect(screen.queryByRole('table')).toBeNull();
  figures.changed = makeFriction({ changes: makeChanges() });
  expect(await screen.findByRole('table')).toBeInTheDocument();
  expect(screen.queryByText(/^Nobody is known/)).toBeNull();
});
