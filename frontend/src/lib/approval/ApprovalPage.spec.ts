import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { demoChanges, demoUntil } from '../../fake/demo';
import { makeChange, makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import type { Approval } from '../wire';
import ApprovalPage from './ApprovalPage.svelte';

async function open(approval: Partial<Approval>) {
  const shown = makeState(demoUntil('clone-harbour'), {
    approval: { needed: true, first: true, hash: 'a1', changes: demoChanges(), ...approval },
  });
  const { session, backend } = await sessionOf(shown);
  const { rerender } = render(ApprovalPage, { shown, session });
  return { session, backend, shown, rerender };
}

const group = (name: string) => screen.getByRole('region', { name });

describe('the first approval', () => {
  it('lists every command by its step, with when it runs', async () => {
    await open({});
    const tests = group('The tests pass');
    expect(within(tests).getByText('Runs each time the step is checked')).toBeInTheDocument();
    expect(tests).toHaveTextContent('go test ./...');
    expect(within(group('Clone harbour')).getByText(/Code is fetched from here/)).toBeInTheDocument();
    expect(within(group('Switch on the commit check')).getByText(/each time you commit/)).toBeInTheDocument();
  });

  it('puts last what runs only with nobody there, and leaves nothing out', async () => {
    await open({});
    const folded = screen.getByText(
      '3 other commands run only with nobody there, as in a test of this journey, never from this window',
    );
    expect(screen.queryByText(/^Runs only with nobody there/)).toBeNull();
    expect(folded.closest('details')).toHaveAttribute('open');
    const shown = document.body.textContent.replaceAll(/\s+/g, ' ');
    for (const { text } of demoChanges()) expect(shown).toContain(text.trim().replaceAll(/\s+/g, ' '));
  });

  it('folds what runs only with nobody there where that is much', async () => {
    const many = Array.from({ length: 11 }, (_, i) =>
      makeChange('tests-pass', 'rehearse', `touch lamp-${i}`),
    );
    await open({ changes: [...demoChanges().filter(({ use }) => use !== 'rehearse'), ...many] });
    expect(screen.getByText(/^11 other commands run only/).closest('details')).not.toHaveAttribute('open');
  });

  it('leaves the fold as the person left it, whatever is reported meanwhile', async () => {
    const { shown, session, rerender } = await open({});
    const fold = () => screen.getByText(/^3 other commands/).closest('details');
    await userEvent.click(screen.getByText(/^3 other commands/));
    expect(fold()).not.toHaveAttribute('open');
    await rerender({ shown: structuredClone(shown), session });
    expect(fold()).not.toHaveAttribute('open');
  });

  it('is given for exactly the commands that are shown', async () => {
    const { backend } = await open({});
    await userEvent.click(screen.getByRole('button', { name: 'Approve this journey' }));
    expect(backend.calls).toEqual(['approve a1']);
  });

  it('keeps the focus while it is given, and is given once', async () => {
    const { backend } = await open({});
    let end: () => void = () => undefined;
    const approve = vi
      .spyOn(backend, 'approve')
      .mockImplementation(() => new Promise((_, reject) => (end = () => reject(new Error('No')))));
    const button = screen.getByRole('button', { name: 'Approve this journey' });
    await userEvent.click(button);
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(button);
    expect(approve).toHaveBeenCalledOnce();
    end();
    expect(await screen.findByRole('alert')).toHaveTextContent('No');
    expect(button).toHaveFocus();
  });

  it('can be put off', async () => {
    const { session, backend } = await open({});
    await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
    expect(session.view?.kind).toBe('step');
    expect(backend.calls).toEqual([]);
  });

  it('says so when the commands changed meanwhile', async () => {
    const { backend } = await open({});
    vi.spyOn(backend, 'approve').mockRejectedValue({
      code: 'conflict',
      message: 'The commands have changed since they were shown.',
      hint: 'Look at them again.',
    });
    await userEvent.click(screen.getByRole('button', { name: /^Approve/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('have changed since');
  });
});

describe('an approval of changes', () => {
  const changes = [
    makeChange('clone-harbour', 'clone', 'embedded:harbour', { kind: 'same' }),
    makeChange('tests-pass', 'check', 'go vet ./...\ngo test ./...', {
      kind: 'changed',
      before: 'go test ./...',
    }),
    makeChange('build', 'fix', 'make build', { kind: 'added' }),
    makeChange('seed', 'fix', 'make seed', { kind: 'removed' }),
  ];

  it('shows what is new, changed and gone', async () => {
    await open({ first: false, changes });
    expect(within(group('The tests pass')).getByText('Changed')).toBeInTheDocument();
    expect(group('The tests pass').querySelectorAll('ins')).toHaveLength(1);
    expect(group('The tests pass').querySelectorAll('del')).toHaveLength(0);
    expect(within(group('Build harbour')).getByText('New')).toBeInTheDocument();
    expect(within(group('seed')).getByText('Gone')).toBeInTheDocument();
    expect(group('seed').querySelector('del')).toHaveTextContent('Before: make seed');
  });

  it('folds what stays as it was', async () => {
    await open({ first: false, changes });
    const folded = screen.getByText('1 command stays as it was').closest('details');
    expect(folded).not.toHaveAttribute('open');
    expect(folded).toHaveTextContent('embedded:harbour');
  });
});
