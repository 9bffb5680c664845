/**
 * Tells which elements have come near to what is seen of the page, or have left it, by as many pixels ahead that they
 * can be drawn before anybody sees them. All of them lie in the one that is given, and so in what scrolls it.
 */
export function nearing(
  inside: Element,
  ahead: number,
  tell: (entries: IntersectionObserverEntry[]) => void,
): IntersectionObserver {
  // What is clipped by something between it and the root is never near, so the root is what scrolls.
  return new IntersectionObserver(tell, { root: scrollerOf(inside), rootMargin: `${ahead}px 0px` });
}

function scrollerOf(element: Element): Element | null {
  const scrolls = (each: Element) => /auto|scroll/.test(getComputedStyle(each).overflowY);
  let up = element.parentElement;
  while (up && !scrolls(up)) up = up.parentElement;
  return up === document.documentElement ? null : up;
}

/**
 * Notes what somebody is at, which has the focus or is the current one, where it is in sight of what scrolls.
 * What it returns brings it back into sight.
 */
export function pinned(root: Element | Document | null | undefined): (() => void) | undefined {
  if (!(root instanceof Element)) return undefined;
  const at = [document.activeElement, root.querySelector('[aria-current]')].find(
    (each) => each && root.contains(each) && inSight(each, root),
  );
  return at ? () => inSight(at, root) || at.scrollIntoView({ block: 'nearest' }) : undefined;
}

function inSight(element: Element, root: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  const frame = root.getBoundingClientRect();
  return top >= frame.top && bottom <= frame.bottom;
}
