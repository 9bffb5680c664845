import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { snippet } from '../../testing/snippet';
import Section from './Section.svelte';

const children = snippet('<p>What it holds</p>');

it('has its heading and what is said of it before what it holds', () => {
  const { container } = render(Section, { title: 'The window', hint: 'In every window of yours.', children });
  expect(screen.getByRole('heading', { level: 2, name: 'The window' })).toBeInTheDocument();
  expect(container).toHaveTextContent(/^The window In every window of yours\. What it holds$/);
});

it('says no more than it has to', () => {
  const { container } = render(Section, { title: 'The window', children });
  expect(container.querySelectorAll('p')).toHaveLength(1);
});
