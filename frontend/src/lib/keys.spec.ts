import { describe, expect, it } from 'vitest';
import { moved, shortcutOf } from './keys';

function press(key: string, init: KeyboardEventInit = {}, on: Element = document.body): KeyboardEvent {
  let pressed: KeyboardEvent | undefined;
  on.addEventListener('keydown', (event) => (pressed = event as KeyboardEvent), { once: true });
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
  if (!pressed) throw new Error('the key was not pressed');
  return pressed;
}

describe('shortcutOf', () => {
  it.each([
    ['r', 'run'],
    ['c', 'check'],
    ['n', 'next'],
    ['?', 'help'],
  ])('reads %s as %s', (key, shortcut) => {
    expect(shortcutOf(press(key), true)).toBe(shortcut);
  });

  it('opens the palette with Ctrl-K and Cmd-K, wherever the focus is', () => {
    const field = document.body.appendChild(document.createElement('input'));
    expect(shortcutOf(press('k', { ctrlKey: true }, field), false)).toBe('palette');
    expect(shortcutOf(press('K', { metaKey: true }, field), false)).toBe('palette');
  });

  it.each(['input', 'textarea', 'select'])('leaves keys typed into %s alone', (name) => {
    const field = document.body.appendChild(document.createElement(name));
    expect(shortcutOf(press('r', {}, field), true)).toBeUndefined();
  });

  it('leaves keys with modifiers, and keys held down, alone', () => {
    expect(shortcutOf(press('r', { ctrlKey: true }), true)).toBeUndefined();
    expect(shortcutOf(press('c', { metaKey: true }), true)).toBeUndefined();
    expect(shortcutOf(press('r', { repeat: true }), true)).toBeUndefined();
  });

  it('knows no single keys when they are switched off', () => {
    expect(shortcutOf(press('r'), false)).toBeUndefined();
  });
});

describe('moved', () => {
  it.each([
    ['ArrowDown', 1, 2],
    ['j', 1, 2],
    ['ArrowUp', 1, 0],
    ['k', 1, 0],
    ['Home', 2, 0],
    ['End', 0, 3],
    ['ArrowDown', 3, 3],
    ['k', 0, 0],
  ])('moves with %s from %d to %d', (key, from, to) => {
    expect(moved(key, from, 4)).toBe(to);
  });

  it('leaves other keys alone', () => {
    expect(moved('Enter', 1, 4)).toBeUndefined();
  });

  it('has nowhere to go in an empty list', () => {
    expect(moved('ArrowDown', 0, 0)).toBeUndefined();
  });
});
