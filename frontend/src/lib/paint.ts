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
  // The paint comes after the frame's own callbacks.
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, patience);
}
