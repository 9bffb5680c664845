import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import Evidence from './Evidence.svelte';

const page = 'https://github.com/acme/harbour/pull/41';

it('sets each fact beside what it is called', () => {
  render(Evidence, {
    evidence: [
      { label: 'Found', value: '/usr/bin/git', code: true },
      { label: 'Says', value: 'git version 2.39', code: false },
    ],
    browse: vi.fn(),
  });
  expect(screen.getAllByRole('term').map((each) => each.textContent)).toEqual(['Found', 'Says']);
  expect(screen.getByText('/usr/bin/git').tagName).toBe('CODE');
  expect(screen.getByText('git version 2.39').tagName).toBe('DD');
});

it('writes a day as the person is used to', () => {
  render(Evidence, {
    evidence: [{ label: 'Until', value: '5 December 2026', code: false, day: '2026-12-05' }],
    browse: vi.fn(),
  });
  expect(screen.getByRole('definition')).toHaveTextContent('Saturday, 5 December 2026');
});

it('opens a page', async () => {
  const browse = vi.fn();
  render(Evidence, { evidence: [{ label: 'Page', value: page, code: true }], browse });
  await userEvent.click(screen.getByRole('button', { name: page }));
  expect(browse).toHaveBeenCalledExactlyOnceWith(page);
});

it.each([
  ['prose that begins with one', { value: `${page} is merged`, code: true }],
  ['an address that is not safe', { value: 'http://github.com/acme', code: true }],
  ['another kind of address', { value: 'javascript:alert(1)', code: true }],
  ['what is no exact value', { value: page, code: false }],
])('does not open %s', (_, fact) => {
  render(Evidence, { evidence: [{ label: 'Page', ...fact }], browse: vi.fn() });
  expect(screen.getByText(fact.value)).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
});
