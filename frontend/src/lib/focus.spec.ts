import { describe, expect, it, vi } from 'vitest';
import { keepFocus, leadFocus } from './focus';

function page() {
  document.body.innerHTML =
    '<main><h1 tabindex="-1">Title</h1><p><button>Run it</button></p><input></main><button id="out">Out</button>';
  const main = document.querySelector('main') as HTMLElement;
  const end = keepFocus(main, () => main.querySelector('h1'));
  const button = main.querySelector('button') as HTMLButtonElement;
  return { main, end, button, heading: main.querySelector('h1') };
}

it('goes to the title when what has the focus goes', async () => {
  const { button, heading } = page();
  button.focus();
  button.parentElement?.remove();
  await vi.waitFor(() => expect(heading).toHaveFocus());
});

it('leaves the focus where the person has put it meanwhile', async () => {
  const { button, main, heading } = page();
  const field = main.querySelector('input') as HTMLInputElement;
  button.focus();
  field.focus();
  button.remove();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(field).toHaveFocus();
  field.blur();
  main.querySelector('p')?.remove();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(heading).not.toHaveFocus();
});

it('goes to the title while what has the focus cannot be used, and back', async () => {
  const { button, heading } = page();
  button.focus();
  button.disabled = true;
  await vi.waitFor(() => expect(heading).toHaveFocus());
  button.disabled = false;
  await vi.waitFor(() => expect(button).toHaveFocus());
});

it('does not go back where the person has gone on meanwhile', async () => {
  const { button, main, heading } = page();
  button.focus();
  button.disabled = true;
  await vi.waitFor(() => expect(heading).toHaveFocus());
  const field = main.querySelector('input');
  field?.focus();
  button.disabled = false;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(field).toHaveFocus();
});

it('does nothing once it has ended', async () => {
  const { button, end, heading } = page();
  button.focus();
  end();
  button.remove();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(heading).not.toHaveFocus();
});

describe('leadFocus', () => {
  const later = (main: HTMLElement) => {
    main.innerHTML = '<h2 tabindex="-1">Later</h2>';
    return main.firstElementChild;
  };

  it('goes to what is there', () => {
    const { main, heading } = page();
    leadFocus(main, 'h1');
    expect(heading).toHaveFocus();
  });

  it('goes to what comes to be there, once', async () => {
    const { main, button } = page();
    button.focus();
    leadFocus(main, 'h2');
    const first = later(main);
    await vi.waitFor(() => expect(first).toHaveFocus());
    document.getElementById('out')?.focus();
    later(main);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(document.getElementById('out')).toHaveFocus();
  });

  it('leaves whoever has gone elsewhere by then, and whom it was called off for', async () => {
    const { main } = page();
    leadFocus(main, 'h2');
    document.getElementById('out')?.focus();
    const first = later(main);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(first).not.toHaveFocus();
    document.getElementById('out')?.blur();
    const callOff = leadFocus(main, 'h3');
    callOff();
    main.innerHTML = '<h3 tabindex="-1">Last</h3>';
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(main.firstElementChild).not.toHaveFocus();
  });
});
