import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { makeState } from '../../fake/make';
import { makeTelemetry, sharedTelemetry } from '../../fake/settings';
import { sessionOf } from '../../testing/session';
import { offer, type Acts } from '../palette/offer';
import type { Telemetry } from '../wire';
import Forgotten from './Forgotten.svelte';
import SettingsPage from './SettingsPage.svelte';

async function open(sharing?: Telemetry) {
  const { session, backend } = await sessionOf(makeState([]));
  if (sharing) backend.sharing = sharing;
  render(SettingsPage, { session });
  await screen.findByRole('heading', { level: 1, name: 'Settings' });
  return { session, backend };
}

describe('what is chosen', () => {
  it('holds at once, and is shown as it was kept', async () => {
    const { session, backend } = await open();
    const theme = await screen.findByRole('combobox', { name: 'Theme' });
    expect(theme).toHaveValue('system');
    await userEvent.selectOptions(theme, 'dark');
    expect(backend.calls).toContain('set theme dark');
    await waitFor(() => expect(session.state?.theme).toBe('dark'));
    expect(theme).toHaveValue('dark');
  });

  it('keeps the focus, and takes nothing more, while it is being kept', async () => {
    const { backend } = await open();
    let kept: () => void = () => undefined;
    const asked: string[] = [];
    backend.set = (name, value) => {
      asked.push(`${name} ${value}`);
      return new Promise((resolve) => (kept = resolve));
    };
    const theme = await screen.findByRole('combobox', { name: 'Theme' });
    await userEvent.selectOptions(theme, 'dark');
    expect(theme).toBeEnabled();
    expect(theme).toHaveAttribute('aria-disabled', 'true');
    await userEvent.selectOptions(theme, 'light');
    expect(theme).toHaveValue('dark');
    kept();
    await waitFor(() => expect(theme).toHaveAttribute('aria-disabled', 'false'));

    const proxy = screen.getByRole('textbox', { name: 'Proxy' });
    await userEvent.type(proxy, 'http://proxy:1{Enter}');
    expect(proxy).toBeEnabled();
    expect(proxy).toHaveAttribute('readonly');
    expect(proxy).toHaveFocus();
    await userEvent.type(proxy, '2{Enter}');
    expect(proxy).toHaveValue('http://proxy:1');
    kept();
    await waitFor(() => expect(proxy).not.toHaveAttribute('readonly'));
    expect(asked).toEqual(['theme dark', 'proxy http://proxy:1']);
  });

  it('is not shown as chosen where it could not be kept', async () => {
    const { backend } = await open();
    backend.set = () => Promise.reject({ code: 'busy', message: 'The record is in use', hint: 'Try again.' });
    const theme = await screen.findByRole('combobox', { name: 'Theme' });
    await userEvent.selectOptions(theme, 'dark');
    expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
    expect(theme).toHaveValue('system');
  });

  it('follows what is chosen elsewhere', async () => {
    const { backend } = await open();
    const theme = await screen.findByRole('combobox', { name: 'Theme' });
    await backend.set('theme', 'light');
    await waitFor(() => expect(theme).toHaveValue('light'));
  });

  it('is the same choice about services as on their page', async () => {
    const { backend } = await open();
    const quit = await screen.findByRole('combobox', { name: /When you close Firstlight/ });
    await userEvent.selectOptions(quit, 'stop');
    expect(backend.calls).toContain('set services.at-quit stop');
    await waitFor(() => expect(quit).toHaveValue('stop'));
  });
});

describe('being led to a setting', () => {
  it.each<[string, () => Promise<HTMLElement>]>([
    ['shell', () => screen.findByRole('combobox', { name: 'Shell' })],
    ['services.at-quit', () => screen.findByRole('combobox', { name: /When you close Firstlight/ })],
    ['proxy', () => screen.findByRole('textbox', { name: 'Proxy' })],
    ['proxy.except', () => screen.findByRole('textbox', { name: 'Proxy' })],
  ])('has the focus there: %s', async (name, control) => {
    const { session } = await open();
    session.showSetting(name);
    const found = await control();
    await waitFor(() => expect(found).toHaveFocus());
    expect(session.setting).toBe('');
  });

  it('finds every one that the palette names', async () => {
    const { session, backend } = await sessionOf(makeState([]));
    await backend.set('proxy', 'http://proxy:1');
    const offered = offer(session, {} as Acts).filter(({ id }) => id.startsWith('setting:'));
    expect(offered.length).toBeGreaterThan(9);
    render(SettingsPage, { session });
    await screen.findByRole('combobox', { name: 'Shell' });
    for (const entry of offered) {
      entry.choose();
      await waitFor(() =>
        expect(document.activeElement?.getAttribute('data-setting')).toBe(entry.id.slice('setting:'.length)),
      );
    }
  });
});

describe('programs and the network', () => {
  it('offers the shells of this machine, and says which is the system’s own', async () => {
    const { backend } = await open();
    const shell = await screen.findByRole('combobox', { name: 'Shell' });
    expect(shell).toHaveDisplayValue('as the system says: /bin/zsh');
    await userEvent.selectOptions(shell, '/usr/bin/fish');
    expect(backend.calls).toContain('set shell /usr/bin/fish');
  });

  it('keeps a proxy, and asks what goes past it only then', async () => {
    const { backend } = await open();
    const proxy = await screen.findByRole('textbox', { name: 'Proxy' });
    expect(proxy).toHaveAttribute('placeholder', 'http://…@proxy.acme.example:3128');
    expect(screen.queryByRole('textbox', { name: 'Past the proxy' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Keep: Proxy' })).toHaveAttribute('aria-disabled', 'true');
    await userEvent.type(proxy, 'http://proxy.other:3128{Enter}');
    expect(backend.calls).toContain('set proxy http://proxy.other:3128');
    expect(await screen.findByRole('textbox', { name: 'Past the proxy' })).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Keep: Proxy' })).toHaveAttribute('aria-disabled', 'true'),
    );
  });

  it('says what is wrong with one, and leaves what was written to be mended', async () => {
    const { backend } = await open();
    const proxy = await screen.findByRole('textbox', { name: 'Proxy' });
    await userEvent.type(proxy, 'http://ada:sesame@proxy{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('there is a name or a password in it');
    expect(proxy).toHaveValue('http://ada:sesame@proxy');
    expect(proxy).toBeInvalid();
    expect((await backend.settings()).settings.find(({ name }) => name === 'proxy')?.value).toBe('');
  });

  it('does not write over what is being written', async () => {
    const { backend } = await open();
    const proxy = await screen.findByRole('textbox', { name: 'Proxy' });
    await userEvent.type(proxy, 'http://mine');
    await backend.set('proxy', 'http://elsewhere:1');
    expect(await screen.findByRole('textbox', { name: 'Past the proxy' })).toBeInTheDocument();
    expect(proxy).toHaveValue('http://mine');
  });
});

describe('notifications', () => {
  it('can be tried, and switched off', async () => {
    const { backend } = await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Show one now' }));
    expect(await screen.findByText(/It was handed to your system/)).toBeInTheDocument();
    expect(backend.calls.at(-1)).toMatch(/^notify {2}Firstlight: /);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Notifications' }), 'off');
    expect(backend.calls).toContain('set notifications off');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Show one now' })).toBeNull());
  });

  it('says why none was shown', async () => {
    const { backend } = await open();
    backend.notify = () => Promise.reject('failed to connect to session bus');
    await userEvent.click(await screen.findByRole('button', { name: 'Show one now' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /failed to connect.*Your system did not take it/,
    );
  });

  it.each([
    ['browser', 'Allow this browser to show them…', /^The browser does not show them/],
    ['window', 'Have your system allow them…', /^Your system does not show them/],
  ])('are asked for where they are not allowed yet, in the words of the %s', async (face, ask, refused) => {
    const { session, backend } = await sessionOf(makeState([]));
    if (face === 'browser') backend.quit = undefined;
    backend.notifiable = false;
    backend.consents = false;
    render(SettingsPage, { session });
    await userEvent.click(await screen.findByRole('button', { name: ask }));
    expect(screen.getByText('They are on, but not allowed yet.')).toBeInTheDocument();
    expect(await screen.findByText(refused)).toBeInTheDocument();
    backend.consents = true;
    await userEvent.click(screen.getByRole('button', { name: ask }));
    expect(await screen.findByRole('button', { name: 'Show one now' })).toBeInTheDocument();
    expect(backend.calls.filter((call) => call === 'askToNotify')).toHaveLength(2);
    expect(screen.queryByText('They are on, but not allowed yet.')).toBeNull();
    expect(screen.queryByText(refused)).toBeNull();
  });
});

it('opens when one signs in, as the system has it', async () => {
  const { backend } = await open();
  const autostart = await screen.findByRole('combobox', { name: 'Open when you sign in' });
  expect(autostart).toHaveValue('off');
  await userEvent.selectOptions(autostart, 'on');
  expect(backend.calls).toContain('set autostart on');
  await waitFor(() => expect(autostart).toHaveValue('on'));
});

describe('forgetting everything', () => {
  it('offers an export first, and says where it is', async () => {
    const { backend } = await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Export my onboardings first' }));
    expect(await screen.findByText(/are in ~\/firstlight-onboardings/)).toBeInTheDocument();
    expect(backend.calls).toContain('keepExport');
  });

  it('says what is lost and what stays, and wants a word for it', async () => {
    const { session, backend } = await open();
    localStorage.setItem('firstlight.look', 'dark');
    await userEvent.click(await screen.findByRole('button', { name: 'Forget everything…' }));
    const sheet = within(await screen.findByRole('dialog', { name: 'Forget everything?' }));
    expect(await sheet.findByText(/your 2 onboardings, with 1,482 events/)).toBeInTheDocument();
    expect(sheet.getByText(/your code in ~\/firstlight/)).toBeInTheDocument();
    const forget = sheet.getByRole('button', { name: 'Forget everything' });
    await userEvent.type(sheet.getByRole('textbox', { name: 'Type forget to go on' }), 'forge{Enter}');
    expect(forget).toBeDisabled();
    expect(backend.calls).not.toContain('wipe');
    await userEvent.type(sheet.getByRole('textbox'), 't{Enter}');
    await waitFor(() => expect(session.wiped?.left).toEqual([]));
    expect(localStorage.getItem('firstlight.look')).toBeNull();
  });

  it('stands as before where it cannot be done', async () => {
    const { session, backend } = await open();
    backend.wipe = () =>
      Promise.reject({ code: 'conflict', message: 'Firstlight is open elsewhere', hint: '' });
    await userEvent.click(await screen.findByRole('button', { name: 'Forget everything…' }));
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Type forget to go on' }),
      'forget{Enter}',
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Firstlight is open elsewhere');
    expect(session.wiped).toBeUndefined();
  });

  it('ends with what is left, and how to close', async () => {
    const { session, backend } = await sessionOf(makeState([]));
    const wiped = { folder: '~/x', left: ['What you signed in with is still in your keyring'] };
    const { unmount } = render(Forgotten, { wiped, session });
    expect(screen.getByRole('heading', { level: 1, name: 'Nearly everything is forgotten' })).toHaveFocus();
    expect(screen.getByText(/still in your keyring/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Close Firstlight' }));
    expect(backend.calls).toContain('quit');
    unmount();
    backend.quit = undefined;
    render(Forgotten, { wiped: { ...wiped, left: [] }, session });
    expect(screen.getByRole('heading', { level: 1, name: 'Everything is forgotten' })).toHaveFocus();
    expect(screen.getByText(/You can close this tab/)).toBeInTheDocument();
  });
});

describe('the data folder', () => {
  it('is named and opened, and it says how to move it', async () => {
    const { backend } = await open();
    expect(await screen.findByText('~/.local/share/firstlight')).toBeInTheDocument();
    expect(screen.getByText(/set the environment variable FIRSTLIGHT_HOME/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Open the folder' }));
    expect(backend.calls).toContain('showData');
  });

  it('says where it is when it cannot be opened', async () => {
    const { backend } = await open();
    backend.showData = () =>
      Promise.reject({ message: 'The folder could not be opened', hint: 'Open it yourself: ~/x' });
    await userEvent.click(await screen.findByRole('button', { name: 'Open the folder' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Open it yourself: ~/x');
  });
});

describe('what is shared', () => {
  it('is nothing without a yes, and a yes is to what was shown', async () => {
    const { backend } = await open();
    expect(await screen.findByText(/Nothing leaves, since you have not said yes/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /See what would be sent, and answer/ }));
    const sheet = within(await screen.findByRole('dialog', { name: 'What would be sent' }));
    expect(await sheet.findByText(/tool-5a2c91/)).toBeInTheDocument();
    expect(backend.calls.filter((call) => call.includes('Telemetry'))).toEqual([]);
    await userEvent.click(sheet.getByRole('checkbox', { name: /the names of the journey/ }));
    expect(await sheet.findByText(/git is installed/)).toBeInTheDocument();
    await userEvent.click(sheet.getByRole('button', { name: 'Yes, send this' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.calls.slice(-2)).toEqual(['agreeTelemetry token of titles', 'sendTelemetry']);
    expect(await screen.findByText(/Your onboarding is sent, since you said yes/)).toBeInTheDocument();
  });

  it('shows what would be sent anew where the answer came too late', async () => {
    const { backend } = await open();
    let previews = 0;
    const make = backend.previewTelemetry;
    backend.previewTelemetry = (allowed) => (previews++, make(allowed));
    backend.agreeTelemetry = () =>
      Promise.reject({ code: 'conflict', message: 'It is not what you were shown' });
    await userEvent.click(await screen.findByRole('button', { name: /See what would be sent/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Yes, send this' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('It is not what you were shown');
    await waitFor(() => expect(previews).toBe(2));
    expect(backend.calls).not.toContain('sendTelemetry');
  });

  it('keeps a yes after which nothing could be sent, and says so', async () => {
    const { backend } = await open();
    backend.sendTelemetry = () => Promise.reject({ code: 'busy', message: 'The record is in use' });
    await userEvent.click(await screen.findByRole('button', { name: /See what would be sent/ }));
    const sheet = within(await screen.findByRole('dialog', { name: 'What would be sent' }));
    await userEvent.click(await sheet.findByRole('button', { name: 'Yes, send this' }));
    expect(await sheet.findByText(/^Your yes is kept/)).toBeInTheDocument();
    expect(sheet.getByRole('alert')).toHaveTextContent('The record is in use');
    expect(sheet.queryByRole('button', { name: /Yes, send this|Not now/ })).toBeNull();
    const close = sheet.getByRole('button', { name: 'Close' });
    expect(close).toHaveFocus();
    await userEvent.click(close);
    expect(await screen.findByText(/Your onboarding is sent, since you said yes/)).toBeInTheDocument();
  });

  it('can be sent now, and ended', async () => {
    const { backend } = await open(sharedTelemetry());
    expect(await screen.findByText('1 request, 1.8 KB')).toBeInTheDocument();
    expect(screen.getByText(/It is not encrypted/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Send what waits now' }));
    expect(await screen.findByText('Sent: 11 entries.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Stop sharing' }));
    expect(await screen.findByText(/Nothing leaves, since you said no/)).toBeInTheDocument();
    expect(backend.calls.slice(-2)).toEqual(['sendTelemetry', 'endTelemetry']);
  });

  it.each<[string, Partial<Telemetry>]>([
    ['names a place', { destinations: [] }],
    ['OTEL_SDK_DISABLED is true', { disabled: true }],
    ['the port is no number', { problem: 'the port is no number' }],
  ])('says that nothing is sent as %s, and takes no yes', async (why, part) => {
    await open(makeTelemetry(part));
    expect(await screen.findByText(new RegExp(`Nothing is sent: .*${why}`))).toBeInTheDocument();
    const see = screen.getByRole('button', { name: /See what would be sent/ });
    if (part.problem) {
      expect(see).toBeDisabled();
      return;
    }
    await userEvent.click(see);
    expect(await screen.findByText(/Nothing of it is sent:/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Yes, send this' })).toBeDisabled();
  });
});

it('says why there are no settings, and tries again', async () => {
  const { session, backend } = await sessionOf(makeState([]));
  const settings = backend.settings;
  backend.settings = () =>
    Promise.reject({ code: 'busy', message: 'The record is in use', hint: 'Try again.' });
  render(SettingsPage, { session });
  expect(await screen.findByRole('alert')).toHaveTextContent('The record is in use');
  backend.settings = settings;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('combobox', { name: 'Theme' })).toBeInTheDocument();
});
