import { describe, expect, it, vi } from 'vitest';
import { usable } from './usable';
import { words } from './words';

const away = { online: false };

/** A control that is away, as a component has it, and what it does. */
function control(name: 'button' | 'select') {
  const element = document.body.appendChild(document.createElement(name));
  const { onclickcapture, onmousedowncapture, onkeydowncapture } = usable(away);
  element.addEventListener('click', onclickcapture as EventListener, true);
  element.addEventListener('mousedown', onmousedowncapture as EventListener, true);
  element.addEventListener('keydown', onkeydowncapture as EventListener, true);
  const done = vi.fn();
  for (const type of ['click', 'mousedown', 'keydown']) element.addEventListener(type, done);
  const tell = (event: Event) => (element.dispatchEvent(event), event.defaultPrevented);
  return { element, done, tell };
}

const click = () => new MouseEvent('click', { cancelable: true });
const down = () => new MouseEvent('mousedown', { cancelable: true });
const press = (key: string, init: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, cancelable: true, ...init });

describe('a control', () => {
  it('is as busy as it is said to be while there is a connection', () => {
    expect(usable({ online: true })).toEqual({ 'aria-disabled': false });
    expect(usable({ online: true }, true)).toEqual({ 'aria-disabled': true });
  });

  it('says why it does nothing while there is none', () => {
    expect(usable(away)).toMatchObject({ 'aria-disabled': true, title: words.fault.offline });
  });

  it('says what else is in its way', () => {
    expect(usable({ online: true }, false, 'Docker is away.')).toMatchObject({
      'aria-disabled': true,
      title: 'Docker is away.',
    });
  });

  it('is pressed in vain, and comes by the focus all the same', () => {
    const { element, done, tell } = control('button');
    expect(tell(click()), 'nor does it send its form').toBe(true);
    expect(done).not.toHaveBeenCalled();
    expect(tell(down())).toBe(false);
    element.focus();
    expect(element).toHaveFocus();
  });

  it('shows no choices, by the pointer or the keyboard, and lets one go on', () => {
    const { element, tell } = control('select');
    expect(tell(down())).toBe(true);
    expect(element).toHaveFocus();
    for (const key of ['ArrowDown', 'Enter', ' ', 'd']) expect(tell(press(key)), key).toBe(true);
    expect(tell(press('Tab'))).toBe(false);
    expect(tell(press('k', { ctrlKey: true }))).toBe(false);
  });
});
