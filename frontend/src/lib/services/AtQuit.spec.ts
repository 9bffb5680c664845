import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { makeState } from '../../fake/make';
import { quitOptions } from '../../fake/services';
import { sessionOf } from '../../testing/session';
import AtQuit from './AtQuit.svelte';

it('says what becomes of the services when one closes Firstlight, and takes another answer', async () => {
  const { session, backend } = await sessionOf(makeState([]));
  render(AtQuit, { choice: 'stop', options: quitOptions, session });
  const choice = screen.getByRole('combobox', {
    name: 'When you close Firstlight, services that it started',
  });
  expect(choice).toHaveDisplayValue('are stopped');
  await userEvent.selectOptions(choice, 'keep running');
  expect(backend.calls).toContain('set services.at-quit stay');
});
