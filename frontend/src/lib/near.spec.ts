import { describe, expect, it, vi } from 'vitest';
import { nearing, pinned } from './near';

function watched(overflow: string): IntersectionObserverInit | undefined {
  let given: IntersectionObserverInit | undefined;
  vi.stubGlobal(
    'IntersectionObserver',
    vi.fn(function (_: IntersectionObserverCallback, how?: IntersectionObserverInit) {
      given = how;
    }),
  );
  document.body.innerHTML = `<main style="overflow-y: ${overflow}"><section><ul></ul></section></main>`;
  nearing(document.querySelector('ul') as Element, 600, vi.fn());
  return given;
}

it('looks from what scrolls, some way ahead', () => {
  expect(watched('auto')).toEqual({ root: document.querySelector('main'), rootMargin: '600px 0px' });
});

it('looks from the window where nothing else scrolls', () => {
  expect(watched('visible')).toEqual({ root: null, rootMargin: '600px 0px' });
});

describe('what somebody is at', () => {
  function laidOut(element: Element, top: number, bottom: number) {
    vi.spyOn(element, 'getBoundingClientRect').mockReturnValue({ top, bottom } as DOMRect);
  }

  function open(at: string) {
    document.body.innerHTML = `<main><button>one</button><button aria-current="true">two</button></main>`;
    const main = document.querySelector('main') as HTMLElement;
    const button = document.querySelector(at) as HTMLElement;
    laidOut(main, 0, 500);
    const scrolled = vi.fn();
    button.scrollIntoView = scrolled;
    return { main, button, scrolled };
  }

  it.each(['button:focus', '[aria-current]'])('is brought back into sight where it left it: %s', (at) => {
    document.body.innerHTML = '';
    const { main, button, scrolled } = open(at === 'button:focus' ? 'button' : at);
    if (at === 'button:focus') button.focus();
    laidOut(button, 100, 130);
    const pin = pinned(main);
    pin?.();
    expect(scrolled).not.toHaveBeenCalled();
    laidOut(button, 480, 510);
    pin?.();
    expect(scrolled).toHaveBeenCalledExactlyOnceWith({ block: 'nearest' });
  });

  it('is left where it is once somebody has scrolled away from it', () => {
    const { main, button } = open('[aria-current]');
    laidOut(button, -40, -10);
    expect(pinned(main)).toBeUndefined();
  });

  it('is nothing where the window scrolls', () => {
    expect(pinned(null)).toBeUndefined();
  });
});
