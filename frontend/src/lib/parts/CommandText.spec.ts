import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import CommandText from './CommandText.svelte';

it.each([
  ['docker compose up --build --detach', ['--build', '--detach']],
  ['apt-get install  git', ['apt-get']],
  ['make\n  test', []],
])('keeps whole what a line might break within, and every space: %o', (text, whole) => {
  const { container } = render(CommandText, { text });
  expect([...container.querySelectorAll('span')].map((word) => word.textContent)).toEqual(whole);
  expect(container.textContent).toBe(text);
});
