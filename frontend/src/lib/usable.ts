import { words } from './words';

/** What is set on a control for it to be used, or not. */
export interface Usable {
  'aria-disabled': boolean;
  title?: string;
  onclickcapture?: (event: Event) => void;
  onmousedowncapture?: (event: Event) => void;
  onkeydowncapture?: (event: KeyboardEvent) => void;
}

/**
 * What has a control be used only while Firstlight answers, and not while its work goes on, nor where something else
 * is in the way. It keeps the focus, and says why it does nothing, neither of which it could if it were disabled.
 */
export function usable(of: { readonly online: boolean }, busy = false, hindrance = ''): Usable {
  const why = of.online ? hindrance : words.fault.offline;
  if (why === '') return { 'aria-disabled': busy };
  return {
    'aria-disabled': true,
    title: why,
    onclickcapture: stop,
    onmousedowncapture: (event) => {
      if (!(event.currentTarget instanceof HTMLSelectElement)) return;
      stop(event);
      event.currentTarget.focus();
    },
    onkeydowncapture: (event) => {
      if (event.currentTarget instanceof HTMLSelectElement && chooses(event)) stop(event);
    },
  };
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Reports whether a key opens a list of choices, or chooses in it. */
function chooses({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const named = [
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
    'Home',
    'End',
    'PageUp',
    'PageDown',
    'Enter',
  ];
  return named.includes(key) || (key.length === 1 && !ctrlKey && !metaKey);
}
