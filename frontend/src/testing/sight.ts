import { vi } from 'vitest';

/** What is seen of a page that is not laid out: a test says it. */
export interface Sight {
  /** Has one element be near, or away, and as high as that in pixels. */
  tell: (element: Element, near: boolean, height?: number) => void;
}

/** Puts what a test says in the place of what a browser sees. */
export function sight(): Sight {
  // Each change is on the screen at once, so that what is looked at is watched before a test tells of it.
  vi.stubGlobal('requestAnimationFrame', (drawn: FrameRequestCallback) => {
    drawn(0);
    return 0;
  });
  const watching = new Map<Element, IntersectionObserverCallback>();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      private readonly told: IntersectionObserverCallback;
      constructor(told: IntersectionObserverCallback) {
        this.told = told;
      }
      observe(element: Element) {
        watching.set(element, this.told);
      }
      unobserve(element: Element) {
        watching.delete(element);
      }
      disconnect() {
        for (const [element, told] of watching) if (told === this.told) watching.delete(element);
      }
    },
  );
  return {
    tell(element, near, height = 0) {
      const entry = { target: element, isIntersecting: near, boundingClientRect: { height } };
      watching.get(element)?.([entry as unknown as IntersectionObserverEntry], {} as IntersectionObserver);
    },
  };
}
