import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { demoUntil } from '../../fake/demo';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import PageHead from './PageHead.svelte';

it('says what the page is, and can be brought the focus', () => {
  render(PageHead, { id: 'a-title', title: 'Health', eyebrow: 'This machine', lead: 'All hold.' });
  const title = screen.getByRole('heading', { level: 1, name: 'Health' });
  expect(title).toHaveAttribute('id', 'a-title');
  expect(title).toHaveAttribute('tabindex', '-1');
  expect(screen.getByText('This machine')).toBeInTheDocument();
  expect(screen.getByText('All hold.')).toBeInTheDocument();
});

it('keeps the place of what stands above the title, so that titles stand alike', () => {
  const { container } = render(PageHead, { id: 'b-title', title: 'Friction' });
  expect(container.querySelector('.eyebrow')).toHaveTextContent('');
  expect(container.querySelector('.lead')).toBeNull();
});

it('leads back to the journey from a page aside, and names the key that does while there are single keys', async () => {
  const { session } = await sessionOf(makeState(demoUntil('docker')));
  session.show('map');
  render(PageHead, { id: 'c-title', title: 'Map', session });
  expect(screen.getByText('b')).toBeInTheDocument();
  session.useSingleKeys(false);
  await waitFor(() => expect(screen.queryByText('b')).toBeNull());
  await userEvent.click(screen.getByRole('button', { name: 'Back to the journey' }));
  expect(session.view).toMatchObject({ kind: 'step', step: { id: 'docker' } });
});
