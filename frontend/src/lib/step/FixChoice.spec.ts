import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { makeFix } from '../../fake/make';
import FixChoice from './FixChoice.svelte';

const fix = makeFix({ id: 'apt', title: 'Install it with apt', recommended: 'your platform team' });

it('is one choice of its list, named with who recommends it', () => {
  render(FixChoice, { fix, group: 'fixes', checked: true, onchoose: vi.fn() });
  const choice = screen.getByRole('radio', { name: 'Install it with apt recommended by your platform team' });
  expect(choice).toBeChecked();
  expect(choice).toHaveAttribute('name', 'fixes');
});

it('is chosen by its words as well as by its button', async () => {
  const onchoose = vi.fn();
  render(FixChoice, { fix, group: 'fixes', checked: false, onchoose });
  expect(screen.getByRole('radio')).not.toBeChecked();
  await userEvent.click(screen.getByText('Install it with apt'));
  expect(onchoose).toHaveBeenCalledOnce();
});

it('claims no recommendation where there is none', () => {
  const plain = makeFix({ id: 'brew', title: 'Install it with brew' });
  render(FixChoice, { fix: plain, group: 'fixes', checked: false, onchoose: vi.fn() });
  expect(screen.getByRole('radio', { name: 'Install it with brew' })).toBeInTheDocument();
});
