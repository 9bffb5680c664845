import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadAhead, pages } from './pages';

describe('loadAhead', () => {
  beforeEach(() => {
    document.body.innerHTML =
      '<nav><button data-place="notes"><b>Notes</b></button><button>Elsewhere</button></nav>';
    document.addEventListener('pointerover', loadAhead);
    document.addEventListener('focusin', loadAhead);
    return () => {
      document.removeEventListener('pointerover', loadAhead);
      document.removeEventListener('focusin', loadAhead);
      vi.restoreAllMocks();
    };
  });

  const load = () => vi.spyOn(pages, 'notes').mockRejectedValue(new Error('gone'));
  const pointAt = (what: string) =>
    document.querySelector(what)?.dispatchEvent(new Event('pointerover', { bubbles: true }));

  it('loads the page whose place is pointed at, though it cannot be had', () => {
    const notes = load();
    pointAt('b');
    expect(notes).toHaveBeenCalledOnce();
  });

  it('loads the page whose place has the focus', () => {
    const notes = load();
    document.querySelector<HTMLElement>('[data-place]')?.focus();
    expect(notes).toHaveBeenCalledOnce();
  });

  it('loads nothing for anything else', () => {
    const notes = load();
    pointAt('button:last-child');
    pointAt('nav');
    expect(notes).not.toHaveBeenCalled();
  });
});
