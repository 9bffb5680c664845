import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { demoSteps, demoUntil, needing } from '../../fake/demo';
import { makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { State } from '../wire';
import MapPage from './MapPage.svelte';

async function open(shown: State) {
  const { session } = await sessionOf(shown);
  render(MapPage, { shown, session });
  return session;
}

const picture = () => screen.queryByRole('group', { name: 'The whole way, stage by stage' });
const where = () => screen.queryByRole('button', { name: 'Where am I?' });

describe('MapPage', () => {
  it('says how far one has come and what is next', async () => {
    await open(makeState(needing(demoUntil('service'))));
    expect(screen.getByRole('heading', { level: 1, name: 'Map' })).toBeInTheDocument();
    expect(screen.getByText('9 of 14 steps hold. Next: Harbour is up and healthy.')).toBeInTheDocument();
    expect(picture()).toBeInTheDocument();
  });

  it('leads to the step that is next', async () => {
    await open(makeState(needing(demoUntil('service'))));
    await userEvent.click(where() as HTMLElement);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /^Harbour is up and healthy:/ })).toHaveFocus(),
    );
  });

  it('opens a step from its station', async () => {
    const session = await open(makeState(needing(demoUntil('docker'))));
    await userEvent.click(within(picture() as HTMLElement).getByRole('button', { name: /^Build harbour:/ }));
    expect(session.view).toMatchObject({ kind: 'step', step: { id: 'build' } });
  });

  it.each([
    ['All 14 steps hold.', demoSteps()],
    ['Its one step holds.', [makeStep({ id: 'git' })]],
  ])('says so at the end: %s', async (said, steps) => {
    await open(makeState(steps));
    expect(screen.getByText(said)).toBeInTheDocument();
    expect(where()).toBeNull();
  });

  it('says what to do where there is no step', async () => {
    await open(makeState([]));
    expect(screen.getByText(/Ask whoever sent it to you/)).toBeInTheDocument();
    expect(picture()).toBeNull();
    expect(screen.queryByText('The map as a table')).toBeNull();
  });
});
