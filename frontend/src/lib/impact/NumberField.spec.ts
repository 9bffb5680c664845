import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import NumberField from './NumberField.svelte';

function open(value: number | undefined, wrong = '') {
  const onsay = vi.fn();
  const { rerender } = render(NumberField, { label: 'Days', value, wrong, onsay });
  return { onsay, rerender, field: screen.getByRole('spinbutton', { name: 'Days' }) };
}

/** Has a field hold what its browser reads no number in. */
function hold(field: HTMLElement, bad: boolean) {
  Object.defineProperty(field, 'validity', { value: { badInput: bad }, configurable: true });
}

describe('NumberField', () => {
  it('says each number that is written, and that nothing is', async () => {
    const { field, onsay } = open(5);
    expect(field).toHaveValue(5);
    for (const [text, value] of [
      ['2.5', 2.5],
      ['0', 0],
      ['-5', -5],
      ['1000000000', 1e9],
      ['', undefined],
    ] as const) {
      await fireEvent.input(field, { target: { value: text } });
      expect(onsay.mock.lastCall).toEqual([value]);
    }
  });

  it('leaves what was written, whatever is thought of it', async () => {
    const { field, rerender } = open(5);
    await fireEvent.input(field, { target: { value: '-5' } });
    await rerender({ value: undefined, wrong: 'It took longer than that before.' });
    expect(field).toHaveValue(-5);
    expect(field).toHaveAttribute('aria-invalid', 'true');
    expect(field).toHaveAccessibleDescription('It took longer than that before.');
    expect(screen.getByRole('alert')).toHaveTextContent('It took longer than that before.');
    await rerender({ wrong: '' });
    expect(field).not.toHaveAttribute('aria-invalid');
    expect(field).not.toHaveAttribute('aria-describedby');
  });

  it('brings what is wrong into sight of who is at it, and of nobody else', async () => {
    const seen = vi.spyOn(Element.prototype, 'scrollIntoView');
    const { field, rerender } = open(5);
    await rerender({ wrong: 'It took longer than that before.' });
    expect(seen).not.toHaveBeenCalled();
    await rerender({ wrong: '' });
    field.focus();
    await rerender({ wrong: 'It did not take that long before.' });
    expect(seen.mock.contexts).toEqual([screen.getByRole('alert')]);
  });

  it('says that something is no number once it is left, and not while it is written', async () => {
    const { field, onsay } = open(5);
    hold(field, true);
    await fireEvent.input(field);
    expect(onsay).not.toHaveBeenCalled();
    expect(field).not.toHaveAttribute('aria-invalid');
    await fireEvent.blur(field);
    expect(field).toHaveAttribute('aria-invalid', 'true');
    expect(field).toHaveAccessibleDescription('That is no number. Write one such as 5.');
    hold(field, false);
    await fireEvent.input(field, { target: { value: '6' } });
    expect(onsay.mock.lastCall).toEqual([6]);
    expect(field).not.toHaveAttribute('aria-invalid');
  });
});
