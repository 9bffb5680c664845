import { expect, it, vi } from 'vitest';
import { chooseFont } from './font';

/** Has a text be as wide as a family of fonts makes it. */
function drawn(width: (family: string) => number) {
  const pen = {
    font: '',
    measureText() {
      return { width: width(this.font.replace(/^\d+px /, '')) };
    },
  };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as unknown as null);
}

const font = () => document.documentElement.dataset.font;

it('writes in the font of the desktop where it has one', () => {
  drawn((family) => (family.startsWith('system-ui') ? 212 : 230));
  chooseFont();
  expect(font()).toBeUndefined();
});

it('does not have one looked for where it has none', () => {
  drawn(() => 230);
  chooseFont();
  expect(font()).toBe('plain');
});

it('leaves the font to the page where nothing can be measured', () => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  chooseFont();
  expect(font()).toBeUndefined();
});
