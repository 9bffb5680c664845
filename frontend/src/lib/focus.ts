/**
 * Keeps the focus when what has it goes from a part of the page, as a button does
 * whose claim has come to hold: it goes to the element that to returns, rather than
 * nowhere. Returns what ends it.
 */
export function keepFocus(within: HTMLElement, to: () => HTMLElement | null | undefined): () => void {
  let held: Element | undefined;
  const note = ({ target }: FocusEvent) => (held = target instanceof Element ? target : undefined);
  // What the person leaves herself may go.
  const leave = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget) held = undefined;
  };
  const watch = new MutationObserver(() => {
    if (!held || held.isConnected) return;
    held = undefined;
    if (document.activeElement === document.body) to()?.focus({ preventScroll: true });
  });
  within.addEventListener('focusin', note);
  within.addEventListener('focusout', leave);
  watch.observe(within, { childList: true, subtree: true });
  return () => {
    within.removeEventListener('focusin', note);
    within.removeEventListener('focusout', leave);
    watch.disconnect();
  };
}

/**
 * Leads the focus to what a part of the page shows under a selector, now or as soon as it
 * is there, as a page is that has to be loaded first; unless the person has gone elsewhere
 * by then. Returns what calls it off.
 */
export function leadFocus(within: HTMLElement, selector: string): () => void {
  const from = document.activeElement;
  const lead = () => {
    const to = within.querySelector<HTMLElement>(selector);
    const stayed = document.activeElement === from || document.activeElement === document.body;
    if (to && stayed) to.focus({ preventScroll: true });
    return to !== null;
  };
  const watch = new MutationObserver(() => {
    if (lead()) watch.disconnect();
  });
  if (!lead()) watch.observe(within, { childList: true, subtree: true });
  return () => watch.disconnect();
}
