import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ActedTeam, makeOffers } from '../../fake/figures';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import { snippet } from '../../testing/snippet';
import type { Offer } from '../wire';
import { Figures } from './figures.svelte';
import FiguresPage from './FiguresPage.svelte';

const locked = { code: 'busy', message: 'The record is in use', hint: '' };

async function open(people: number | null = 200, part: { team?: ActedTeam; versions?: boolean } = {}) {
  const { session, backend } = await sessionOf(makeState([]));
  backend.team = part.team ?? new ActedTeam();
  const figures = new Figures(session);
  const see = vi.fn();
  const save = vi.fn(async (format: string) => `~/reports/friction.${format}`);
  const show = () =>
    render(FiguresPage, {
      name: 'friction',
      title: 'Friction',
      purpose: 'This page shows what is lost.',
      session,
      figures,
      people: people ?? undefined,
      versions: part.versions,
      see,
      save,
      lead: snippet('<p>Most time goes there.</p>'),
      children: snippet('<p>All the figures.</p>'),
    });
  return { session, backend, figures, see, save, show };
}

const page = () => screen.getByRole('article', { name: 'Friction' });
const shown = () => screen.findByText('All the figures.');
const saving = (name: string) => screen.getByRole('button', { name });

describe('what is shown', () => {
  it('is said to be on its way, until it is known whose figures there are', async () => {
    const { backend, see, show } = await open(null);
    let answer: (offers: Offer[]) => void = () => undefined;
    backend.offers = () => new Promise((resolve) => (answer = resolve));
    show();
    await waitFor(() => expect(page()).toHaveAttribute('aria-busy', 'true'));
    expect(screen.getByRole('status')).toHaveTextContent('Adding it up…');
    expect(screen.queryByRole('button', { name: 'Import onboardings…' })).toBeNull();
    expect(see).not.toHaveBeenCalled();
    answer(makeOffers());
    await waitFor(() => expect(page()).toHaveAttribute('aria-busy', 'false'));
    expect(see).toHaveBeenCalledOnce();
  });

  it('is still on its way while it is added up', async () => {
    const { show } = await open(null);
    show();
    expect(await screen.findByRole('group', { name: 'Whose onboardings' })).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('Adding it up…');
    expect(screen.queryByText('All the figures.')).toBeNull();
    expect(screen.queryByRole('button', { name: 'CSV' })).toBeNull();
  });

  it('is the figures, and of how many people they are', async () => {
    const { show } = await open();
    show();
    expect(await shown()).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1, name: 'Friction' })).toBeInTheDocument();
    expect(screen.getByText('From 200 imported onboardings')).toBeInTheDocument();
    expect(screen.getByText('Most time goes there.')).toBeInTheDocument();
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('may be of one', async () => {
    const { show } = await open(1);
    show();
    expect(await screen.findByText('From 1 imported onboarding')).toBeInTheDocument();
  });

  it('is nothing where nobody is among those chosen, and there is nothing to save', async () => {
    const { show } = await open(0);
    show();
    expect(await screen.findByText(/^Nobody is among those that you chose/)).toHaveRole('status');
    for (const absent of ['All the figures.', 'Most time goes there.', 'Save as', /^From/])
      expect(screen.queryByText(absent)).toBeNull();
  });

  it('is how to begin where nobody is imported', async () => {
    const { see, show } = await open(null, { team: ActedTeam.empty() });
    show();
    expect(await screen.findByRole('textbox')).toBeInTheDocument();
    expect(screen.getByText('This page shows what is lost.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Import onboardings…' })).toBeNull();
    expect(screen.queryByRole('group', { name: 'Whose onboardings' })).toBeNull();
    expect(see).not.toHaveBeenCalled();
    await userEvent.type(screen.getByRole('textbox'), '/team{Enter}');
    expect(await screen.findByRole('group', { name: 'Whose onboardings' })).toBeInTheDocument();
    expect(screen.queryByText('This page shows what is lost.')).toBeNull();
    expect(see).toHaveBeenCalled();
  });
});

describe('whose figures they are', () => {
  it('is chosen, and the figures are asked for anew', async () => {
    const { figures, see, show } = await open();
    show();
    await shown();
    expect(see).toHaveBeenCalledOnce();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Track' }), 'frontend');
    await waitFor(() => expect(see).toHaveBeenCalledTimes(2));
    expect(figures.choice.track).toBe('frontend');
    figures.compare({ before: '9f3c22' });
    await waitFor(() => expect(see).toHaveBeenCalledTimes(3));
  });

  it('may leave the version to the page', async () => {
    const { show } = await open(200, { versions: false });
    show();
    await shown();
    expect(screen.getByRole('combobox', { name: 'Track' })).toBeInTheDocument();
    expect(screen.queryByRole('combobox', { name: 'Version' })).toBeNull();
  });

  it('grows with what is imported', async () => {
    const { backend, see, show } = await open();
    show();
    await shown();
    await userEvent.click(saving('Import onboardings…'));
    const sheet = within(await screen.findByRole('dialog', { name: 'Import onboardings' }));
    await userEvent.type(sheet.getByRole('textbox'), '/team{Enter}');
    await waitFor(() => expect(backend.calls).toContain('import /team'));
    await waitFor(() => expect(see.mock.calls.length).toBeGreaterThan(1));
    await userEvent.click(sheet.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('what went wrong', () => {
  it('is said, and is tried again', async () => {
    const { backend, see, show } = await open();
    vi.spyOn(backend, 'offers').mockRejectedValueOnce(locked);
    show();
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    expect(screen.queryByRole('status')).toBeNull();
    await userEvent.click(saving('Try again'));
    expect(await shown()).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(see).toHaveBeenCalled();
  });

  it('is tried once at a time', async () => {
    const { backend, show } = await open();
    const offers = vi.spyOn(backend, 'offers').mockRejectedValueOnce(locked);
    show();
    await screen.findByRole('alert');
    offers.mockImplementation(() => new Promise(() => undefined));
    await userEvent.click(saving('Try again'));
    expect(saving('Try again')).toHaveAttribute('aria-disabled', 'true');
    expect(saving('Try again')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(offers).toHaveBeenCalledTimes(2);
  });

  it('leaves the figures that there are', async () => {
    const { backend, figures, show } = await open();
    show();
    await shown();
    vi.spyOn(backend, 'offers').mockRejectedValueOnce(locked);
    await figures.load();
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    expect(screen.getByText('All the figures.')).toBeInTheDocument();
  });
});

describe('saving', () => {
  it.each([
    ['a page', 'html'],
    ['CSV', 'csv'],
    ['JSON', 'json'],
  ])('writes %s, and says where', async (name, format) => {
    const { session, save, show } = await open();
    show();
    await shown();
    await userEvent.click(saving(name));
    expect(await screen.findByText(`Written to ~/reports/friction.${format}.`)).toBeInTheDocument();
    expect(session.said).toBe(`Written to ~/reports/friction.${format}.`);
    expect(save).toHaveBeenCalledExactlyOnceWith(format);
  });

  it('is of what is shown: another choice is not written yet', async () => {
    const { show } = await open();
    show();
    await shown();
    await userEvent.click(saving('CSV'));
    await screen.findByText(/^Written to/);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Track' }), 'frontend');
    await waitFor(() => expect(screen.queryByText(/^Written to/)).toBeNull());
  });

  it('writes once at a time, and keeps the focus', async () => {
    const { save, show } = await open();
    let end: (file: string) => void = () => undefined;
    save.mockImplementation(() => new Promise((resolve) => (end = resolve)));
    show();
    await shown();
    await userEvent.click(saving('CSV'));
    expect(saving('CSV')).toHaveFocus();
    for (const name of ['a page', 'CSV', 'JSON']) {
      expect(saving(name)).toHaveAttribute('aria-disabled', 'true');
      await userEvent.click(saving(name));
    }
    expect(save).toHaveBeenCalledOnce();
    end('~/x.csv');
    expect(await screen.findByText('Written to ~/x.csv.')).toBeInTheDocument();
  });

  it('says why nothing was written', async () => {
    const { save, show } = await open();
    save.mockRejectedValueOnce({ code: 'full', message: 'The disk is full', hint: '' });
    show();
    await shown();
    await userEvent.click(saving('JSON'));
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
    expect(screen.queryByText(/^Written to/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('waits until Firstlight is in reach', async () => {
    const { session, show } = await open();
    show();
    await shown();
    session.online = false;
    await waitFor(() => expect(saving('CSV')).toHaveAttribute('aria-disabled', 'true'));
  });
});
