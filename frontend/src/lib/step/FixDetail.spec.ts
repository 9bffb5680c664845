import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeFix } from '../../fake/make';
import { snippet } from '../../testing/snippet';
import type { Fix } from '../wire';
import FixDetail from './FixDetail.svelte';

function open(part: Partial<Fix>, { named = true, commands = ['git clone harbour'] } = {}) {
  const copy = vi.fn(() => Promise.resolve());
  const fix = makeFix({ id: 'clone', ...part });
  const { container } = render(FixDetail, {
    fix,
    commands,
    copy,
    named,
    children: snippet('<p>The inputs</p>'),
  });
  return { container, copy };
}

it('says what it does before what is asked for and what it runs', async () => {
  const { container, copy } = open({ effect: 'The code comes to this machine.' });
  expect(container).toHaveTextContent(/^The code comes to this machine\. The inputs.*git clone harbour/);
  await userEvent.click(screen.getByRole('button', { name: 'Copy What it runs' }));
  expect(copy).toHaveBeenCalledExactlyOnceWith('git clone harbour');
});

it.each([
  ['user', 'No administrator rights needed.'],
  ['admin', 'Needs administrator rights; your system asks for them.'],
])('says which rights it takes: %s', (privilege, sentence) => {
  open({ privilege });
  expect(screen.getByText(sentence)).toBeInTheDocument();
});

it('says where it runs, how long it takes and how it is undone', () => {
  const { container } = open({
    dir: '~/src',
    undo: 'rm -r ~/src/harbour',
    usual: { took_ms: 42_000, runs: 3 },
  });
  expect(container).toHaveTextContent('Runs in ~/src');
  expect(container).toHaveTextContent('Takes about 42 s, from 3 earlier runs.');
  expect(container).toHaveTextContent('To undo it: rm -r ~/src/harbour');
});

it('says who recommends it, once', () => {
  const { container } = open({ recommended: 'your platform team' }, { named: false });
  expect(container).toHaveTextContent('Recommended by your platform team.');
});

it('leaves that to its title where it stands there', () => {
  const { container } = open({ recommended: 'your platform team' });
  expect(container).not.toHaveTextContent(/recommended/i);
});

it('has nothing to copy where it runs no command, and no terms that it does not have', () => {
  const { container } = open({}, { commands: [] });
  expect(screen.queryByRole('button')).toBeNull();
  expect(container).toHaveTextContent(/^The inputs No administrator rights needed\.$/);
});
