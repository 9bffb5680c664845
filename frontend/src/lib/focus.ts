/**
 * Keeps the focus when what has it goes from a part of the page, as a button does
 * whose claim has come to hold: it goes to the element that to returns, rather than
 * nowhere. So it does when what has it can no longer be used, as while the page is
 * offline; it goes back once that can be used again, unless the person has gone on.
 * Returns what ends it.
 */
export function keepFocus(within: HTMLElement, to: () => HTMLElement | null | undefined): () => void {
  let held: Element | undefined;
  let parked: HTMLElement | undefined;
  const note = ({ target }: FocusEvent) => (held = target instanceof Element ? target : undefined);
  // What the person leaves herself may go.
  const leave = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget) held = undefined;
  };
  const nowhere = () => document.activeElement === document.body;
  const watch = new MutationObserver(() => {
    const at = to();
    if (parked && !parked.matches(':disabled')) {
      if (parked.isConnected && (nowhere() || document.activeElement === at))
        parked.focus({ preventScroll: true });
      parked = undefined;
    }
    if (!held) return;
    const gone = !held.isConnected;
    // A browser takes the focus from what is disabled only when it draws next.
    const unusable = held.matches(':disabled') && (nowhere() || document.activeElement === held);
    if (!gone && !unusable) return;
    if (unusable) parked = held as HTMLElement;
    held = undefined;
    if (unusable || nowhere()) at?.focus({ preventScroll: true });
  });
  within.addEventListener('focusin', note);
  within.addEventListener('focusout', leave);
  watch.observe(within, { childList: true, subtree: true, attributeFilter: ['disabled'] });
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
