import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import Forget from './Forget.svelte';

async function open() {
  const { session, backend } = await sessionOf(makeState([]));
  render(Forget, { session });
  return { session, backend };
}

const exporting = () => screen.getByRole('button', { name: 'Export my onboardings first' });
const asking = () => screen.getByRole('button', { name: 'Forget everything…' });

it('exports once, and says where to whoever looks and to whoever listens', async () => {
  const { session, backend } = await open();
  await userEvent.click(exporting());
  const saved = 'All of your onboardings are in ~/firstlight-onboardings.';
  expect(await screen.findByText(saved)).toBeInTheDocument();
  expect(screen.queryByText(/An export keeps each of them/), 'nothing is pushed away').toBeNull();
  expect(session.said).toBe(saved);
  await waitFor(() => expect(exporting()).toHaveAttribute('aria-disabled', 'true'));
  expect(exporting()).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(backend.calls.filter((call) => call === 'keepExport')).toHaveLength(1);
});

it('exports once at a time', async () => {
  const { backend } = await open();
  let end: (folder: string) => void = () => undefined;
  const keep = vi
    .spyOn(backend, 'keepExport')
    .mockImplementation(() => new Promise((resolve) => (end = resolve)));
  await userEvent.click(exporting());
  expect(exporting()).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(exporting());
  expect(keep).toHaveBeenCalledOnce();
  end('/srv/mine');
  expect(await screen.findByText(/are in \/srv\/mine/)).toBeInTheDocument();
});

it('says nothing where no folder was chosen, and can be asked again', async () => {
  const { session, backend } = await open();
  vi.spyOn(backend, 'keepExport').mockResolvedValueOnce('');
  await userEvent.click(exporting());
  await waitFor(() => expect(exporting()).toHaveAttribute('aria-disabled', 'false'));
  expect(screen.queryByText(/All of your onboardings are in/)).toBeNull();
  expect(session.said).toBe('');
  await userEvent.click(exporting());
  expect(await screen.findByText(/All of your onboardings are in/)).toBeInTheDocument();
});

it('says why nothing was exported, until it is', async () => {
  const { backend } = await open();
  vi.spyOn(backend, 'keepExport').mockRejectedValueOnce({
    code: 'full',
    message: 'The disk is full',
    hint: '',
  });
  await userEvent.click(exporting());
  expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
  await userEvent.click(exporting());
  expect(await screen.findByText(/All of your onboardings are in/)).toBeInTheDocument();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('asks before it forgets, and whoever cancels has lost nothing', async () => {
  const { backend } = await open();
  await userEvent.click(asking());
  expect(await screen.findByRole('dialog', { name: 'Forget everything?' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(backend.calls).not.toContain('wipe');
});

it('does neither while Firstlight is out of reach', async () => {
  const { session } = await open();
  session.online = false;
  await waitFor(() => expect(exporting()).toHaveAttribute('aria-disabled', 'true'));
  expect(asking()).toHaveAttribute('aria-disabled', 'true');
});
