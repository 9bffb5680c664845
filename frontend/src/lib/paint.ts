/** How long what is painted may take to be seen on a slow machine that has no other work, in milliseconds. */
const shownWithin = 150;

/**
 * Calls back once what has just changed is on the screen. A page that nobody sees
 * is not painted: there it does so after as many milliseconds as patience says.
 */
export function afterPaint(callback: () => void, patience = 1000): void {
  let called = false;
  const once = () => {
    if (called) return;
    called = true;
    callback();
  };
  // The paint comes after the frame's own callbacks, and it is another program that
  // brings it to the screen.
  requestAnimationFrame(() => setTimeout(once, shownWithin));
  setTimeout(once, patience);
}
