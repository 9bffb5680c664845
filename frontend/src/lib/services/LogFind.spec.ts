import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import LogFind from './LogFind.svelte';

function open(found: number[], first = 0) {
  const told = {
    search: vi.fn<(text: string) => Promise<number[]>>(() => Promise.resolve(found)),
    onsought: vi.fn(),
    onshow: vi.fn(),
  };
  const { rerender } = render(LogFind, { first, next: 100, ...told });
  const field = screen.getByRole('searchbox', { name: 'Find in the log' });
  return { ...told, field, rerender };
}

const status = () => screen.getByRole('status');
const previous = () => screen.getByRole('button', { name: 'Previous match' });
const following = () => screen.getByRole('button', { name: 'Next match' });

describe('LogFind', () => {
  it('says nothing and offers nothing before somebody searches', () => {
    open([3, 9]);
    expect(status()).toHaveTextContent('');
    expect(previous()).toBeDisabled();
    expect(following()).toBeDisabled();
  });

  it('begins with what was printed last, and goes around in both directions', async () => {
    const { field, onshow, onsought } = open([3, 9, 40]);
    await userEvent.type(field, 'x');
    await waitFor(() => expect(status()).toHaveTextContent('3 of 3'));
    expect(onsought).toHaveBeenLastCalledWith('x');
    expect(onshow).toHaveBeenLastCalledWith(40);
    await userEvent.click(following());
    expect(onshow).toHaveBeenLastCalledWith(3);
    expect(status()).toHaveTextContent('1 of 3');
    await userEvent.click(previous());
    expect(onshow).toHaveBeenLastCalledWith(40);
  });

  it('goes on with Enter, and back with Shift and Enter', async () => {
    const { field, onshow } = open([3, 9, 40]);
    await userEvent.type(field, 'x');
    await waitFor(() => expect(status()).toHaveTextContent('3 of 3'));
    await userEvent.keyboard('{Enter}');
    expect(onshow).toHaveBeenLastCalledWith(3);
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(onshow).toHaveBeenLastCalledWith(40);
  });

  it('says that there is none', async () => {
    const { field, onshow } = open([]);
    await userEvent.type(field, 'x');
    await waitFor(() => expect(status()).toHaveTextContent('none'));
    expect(following()).toBeDisabled();
    expect(onshow).not.toHaveBeenCalled();
  });

  it('leads to no line that is no longer kept', async () => {
    const { field, onshow } = open([3, 9, 40], 10);
    await userEvent.type(field, 'x');
    await waitFor(() => expect(status()).toHaveTextContent('1 of 1'));
    expect(onshow).toHaveBeenLastCalledWith(40);
  });

  it('shows what was found for the text that stands there, not for an earlier one', async () => {
    const { field, search } = open([]);
    let answer: (found: number[]) => void = () => undefined;
    search.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    search.mockResolvedValue([7]);
    await userEvent.type(field, 'ab');
    await waitFor(() => expect(status()).toHaveTextContent('1 of 1'));
    answer([1, 2, 3]);
    await Promise.resolve();
    expect(status()).toHaveTextContent('1 of 1');
  });

  it('is emptied with Escape, which then closes nothing else', async () => {
    const { field, onsought } = open([3]);
    const above = vi.fn();
    document.body.addEventListener('keydown', above);
    await userEvent.type(field, 'x');
    above.mockClear();
    await userEvent.keyboard('{Escape}');
    expect(field).toHaveValue('');
    expect(onsought).toHaveBeenLastCalledWith('');
    expect(above).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    expect(above).toHaveBeenCalledOnce();
    document.body.removeEventListener('keydown', above);
  });

  it('finds what is printed meanwhile', async () => {
    const { field, search, rerender } = open([3]);
    await userEvent.type(field, 'x');
    await waitFor(() => expect(status()).toHaveTextContent('1 of 1'));
    search.mockResolvedValue([3, 120]);
    await rerender({ next: 121 });
    await waitFor(() => expect(status()).toHaveTextContent('1 of 2'), { timeout: 5000 });
  });
});
