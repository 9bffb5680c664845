import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import NoOnboardings from './NoOnboardings.svelte';

it('says how onboardings come here, with the command that writes them, and takes them in', async () => {
  const { session, backend } = await sessionOf(makeState([]));
  const onimported = vi.fn();
  render(NoOnboardings, { session, onimported });
  expect(screen.getByRole('region', { name: 'No onboardings yet' })).toHaveTextContent('people write');
  await userEvent.click(screen.getByRole('button', { name: 'Copy firstlight export' }));
  expect(backend.calls).toContain('copy firstlight export');
  await userEvent.type(screen.getByRole('textbox', { name: 'File or folder' }), '/team{Enter}');
  await vi.waitFor(() => expect(onimported).toHaveBeenCalledOnce());
  expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
});
