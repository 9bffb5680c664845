import { describe, expect, it } from 'vitest';
import { moved, shortcutOf, typist } from './keys';

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

describe('typist', () => {
  function typing(kind: 'textarea' | 'input' = 'textarea') {
    let now = 0;
    const astray = typist(() => now);
    const field = document.body.appendChild(document.createElement(kind));
    expect(astray(press('a', {}, field))).toBe(false);
    return { astray, field, later: (by: number) => (now += by) };
  }

  it('tells the keys of a text whose field has gone', () => {
    const { astray, field, later } = typing();
    field.remove();
    for (const key of ['h', 'r', 'n']) {
      later(900);
      expect(astray(press(key))).toBe(true);
    }
  });

  it('lets keys be again after a pause', () => {
    const { astray, field, later } = typing();
    field.remove();
    later(1100);
    expect(astray(press('r'))).toBe(false);
  });

  it('lets keys be where one has left the field by Tab before it went', () => {
    const { astray, field } = typing('input');
    expect(astray(press('Tab', {}, field))).toBe(false);
    field.remove();
    expect(astray(press('h'))).toBe(false);
  });

  it('lets keys be where one has left the field oneself', () => {
    const { astray } = typing();
    expect(astray(press('r'))).toBe(false);
  });

  it.each([
    ['input', 'Enter', false],
    ['input', 'Escape', false],
    ['textarea', 'Escape', false],
    ['textarea', 'Enter', true],
  ] as const)('takes a text in a field of kind %s that ends with %s for ended or not', (kind, key, want) => {
    const { astray, field, later } = typing(kind);
    astray(press(key, {}, field));
    field.remove();
    later(100);
    expect(astray(press('r'))).toBe(want);
  });

  it('lets the palette open at once', () => {
    const { astray, field } = typing();
    field.remove();
    expect(astray(press('k', { ctrlKey: true }))).toBe(false);
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
