/** What is measured: wide and narrow letters and figures, of which fonts differ in some. */
const sample = 'Firstlight, within 0123456789';

/**
 * Has the page written in sans-serif where the desktop's own font is that one. WebKit on Linux does not keep what it
 * finds for the desktop's, but looks for it again for each size and weight, which the first sight would wait for.
 */
export function chooseFont(): void {
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return;
  const [own, plain] = ['system-ui, sans-serif', 'sans-serif'].map((family) => {
    pen.font = `16px ${family}`;
    return pen.measureText(sample).width;
  });
  if (own === plain) document.documentElement.dataset.font = 'plain';
}
