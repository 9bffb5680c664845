import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import ReportSheet from './ReportSheet.svelte';

describe('ReportSheet', () => {
  it('shows what is written before it is written', async () => {
    const { session, backend } = await sessionOf(makeState([]));
    render(ReportSheet, { session, onclose: vi.fn() });
    expect(await screen.findByText(/tool-git: Git 2\.39\.5/)).toBeInTheDocument();
    expect(backend.calls).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Write it' }));
    expect(backend.calls).toEqual(['saveReport']);
    expect(await screen.findByText(/Written to .*\.zip\. Attach it/)).toBeInTheDocument();
    const write = screen.getByRole('button', { name: 'Write it' });
    expect(write).toHaveFocus();
    expect(write).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(write);
    expect(backend.calls).toEqual(['saveReport']);
  });

  it('says why there is none', async () => {
    const { session, backend } = await sessionOf(makeState([]));
    backend.report = () =>
      Promise.reject({ code: 'internal', message: 'The record cannot be read', hint: '' });
    render(ReportSheet, { session, onclose: vi.fn() });
    expect(await screen.findByText(/The record cannot be read/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Write it' })).toBeDisabled();
  });
});
