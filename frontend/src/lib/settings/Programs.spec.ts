import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { makeState } from '../../fake/make';
import { choosing, makeSettings } from '../../fake/settings';
import { sessionOf } from '../../testing/session';
import type { Settings } from '../wire';
import Programs from './Programs.svelte';
import { Chosen } from './settings.svelte';

async function open(settings: Settings = makeSettings()) {
  const { session, backend } = await sessionOf(makeState([]));
  backend.chosen = settings;
  const chosen = new Chosen(session);
  await chosen.load();
  render(Programs, { chosen, session });
  return backend;
}

const choice = (name: string) => screen.getByRole('combobox', { name });
const options = (name: string) =>
  within(choice(name))
    .getAllByRole('option')
    .map((option) => option.textContent);

describe('Programs', () => {
  it('says what leaving it to the system comes to', async () => {
    await open();
    expect(options('Shell')).toEqual([
      'as the system says: /bin/zsh',
      '/bin/bash',
      '/usr/bin/fish',
      '/bin/zsh',
    ]);
    expect(options('Package manager')).toEqual(['as the journey says', 'mise', 'apt']);
  });

  it('keeps a choice', async () => {
    const backend = await open();
    await userEvent.selectOptions(choice('Shell'), '/bin/bash');
    expect(backend.calls).toContain('set shell /bin/bash');
  });

  it('says that no package manager is there', async () => {
    const settings = makeSettings();
    const none = settings.settings.map((each) =>
      each.name === 'package-manager' ? { ...each, options: each.options.slice(0, 1) } : each,
    );
    await open({ ...settings, settings: none });
    expect(choice('Package manager')).toHaveAccessibleDescription(/^None of those/);
  });

  it('asks what goes past the proxy only where there is one', async () => {
    await open();
    expect(screen.getByRole('textbox', { name: 'Proxy' })).toHaveAttribute(
      'placeholder',
      'http://…@proxy.acme.example:3128',
    );
    expect(screen.queryByRole('textbox', { name: 'Past the proxy' })).toBeNull();
  });

  it('keeps what goes past it', async () => {
    const backend = await open(choosing(makeSettings(), 'proxy', 'http://proxy:3128'));
    await userEvent.type(screen.getByRole('textbox', { name: 'Past the proxy' }), 'git.acme.example{Enter}');
    expect(backend.calls).toContain('set proxy.except git.acme.example');
  });

  it('says why a proxy is refused', async () => {
    await open();
    await userEvent.type(screen.getByRole('textbox', { name: 'Proxy' }), 'http://a:b@proxy:1{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /a name or a password in it.*Leave the setting empty/,
    );
  });
});
