import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { command } from '../../testing/command';
import Commands from './Commands.svelte';

const commands = ['apt-get install --yes docker.io', 'systemctl enable --now docker'];

describe('Commands', () => {
  it('shows each command exactly', () => {
    render(Commands, { commands, label: 'What it runs', copy: vi.fn() });
    for (const each of commands) expect(screen.getByText(command(each))).toBeInTheDocument();
  });

  it('copies them, without the prompt, and says so', async () => {
    const copy = vi.fn().mockResolvedValue(undefined);
    render(Commands, { commands, label: 'What it runs', copy });
    await userEvent.click(screen.getByRole('button', { name: 'Copy What it runs' }));
    expect(copy).toHaveBeenCalledExactlyOnceWith(commands.join('\n'));
    expect(screen.getByRole('status')).toHaveTextContent('Copied');
  });

  it('says what to do when nothing can be copied', async () => {
    const copy = vi.fn().mockRejectedValue(new Error('denied'));
    render(Commands, { commands, label: 'What it runs', copy });
    await userEvent.click(screen.getByRole('button'));
    expect(screen.getByRole('status')).toHaveTextContent('copy it by hand');
  });
});
