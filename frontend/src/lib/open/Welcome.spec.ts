import { render, screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import { words } from '../words';
import Welcome from './Welcome.svelte';

it('says what Firstlight is for, where to begin and what it will not do, in this order', async () => {
  const { session } = await sessionOf(makeState([], { choosing: true }));
  render(Welcome, { session });
  const main = screen.getByRole('main', { name: 'From a bare laptop to your first commit' });
  const headings = within(main).getAllByRole('heading');
  expect(headings.slice(0, 1)).toEqual([screen.getByRole('heading', { level: 1 })]);
  const begin = screen.getByRole('region', { name: 'Where would you like to begin?' });
  expect(within(begin).getByRole('button', { name: /^Try the demo/ })).toBeInTheDocument();
  const promise = screen.getByRole('region', { name: 'What Firstlight will and will not do' });
  expect(begin.compareDocumentPosition(promise) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(
    within(promise)
      .getAllByRole('listitem')
      .map((each) => each.textContent?.trim()),
  ).toEqual(words.welcome.promises.map(({ text }) => text));
});

it('tells a promise from a refusal by its words, not only by its mark', async () => {
  const { session } = await sessionOf(makeState([], { choosing: true }));
  const { container } = render(Welcome, { session });
  for (const line of screen.getAllByRole('listitem')) {
    const refuses = /^It will not\b/.test(line.textContent?.trim() ?? '');
    if (!line.querySelector('.yes, .no')) continue;
    expect(line.querySelector('.no') !== null).toBe(refuses);
  }
  expect(container.querySelectorAll('.yes, .no')).toHaveLength(words.welcome.promises.length);
});
