import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import App from './App.svelte';
import { Fake } from './fake/backend';
import { demoChanges, demoUntil } from './fake/demo';
import { healthClaims } from './fake/health';
import { makeState } from './fake/make';
import { remember } from './lib/memory';
import { loadSheets } from './lib/page/sheet';

vi.mock('./lib/page/sheet', { spy: true });

// What is built while the tests run takes longer to load than what is shipped.
beforeAll(async () => void (await loadSheets()), 60_000);

async function open(backend = new Fake(makeState(demoUntil('docker'))), title = 'Docker answers') {
  render(App, { backend });
  await screen.findByRole('heading', { level: 1, name: title });
  return backend;
}

const title = () => screen.getByRole('heading', { level: 1 }).textContent;

describe('App', () => {
  it('says that it looks before it knows', () => {
    const backend = new Fake(makeState([]));
    vi.spyOn(backend, 'state').mockReturnValue(new Promise(() => undefined));
    render(App, { backend });
    expect(screen.getByText('Looking at where you are…')).toBeInTheDocument();
  });

  it('says why it cannot show anything, and tries again', async () => {
    const backend = new Fake(makeState(demoUntil('docker')));
    vi.spyOn(backend, 'state').mockRejectedValueOnce({
      code: 'invalid',
      message: 'The journey cannot be read.',
      hint: 'Correct the file.',
    });
    render(App, { backend });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The journey cannot be read. Correct the file.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Docker answers' })).toBeInTheDocument();
  });

  it('lets another journey be opened when this one cannot be', async () => {
    const backend = new Fake(makeState([]));
    vi.spyOn(backend, 'state').mockRejectedValue({ message: 'Broken' });
    render(App, { backend });
    await userEvent.click(await screen.findByRole('button', { name: 'Open a journey…' }));
    expect(await screen.findByRole('dialog', { name: 'Open a journey' })).toBeInTheDocument();
  });

  it('leads the focus to the title of a page that had to be loaded', async () => {
    await open();
    await userEvent.keyboard('h');
    const health = await screen.findByRole('heading', { level: 1, name: 'Health' }, { timeout: 20_000 });
    await waitFor(() => expect(health).toHaveFocus());
  });

  it('lets the person choose at the first start, and goes on with what she chose', async () => {
    const backend = new Fake(makeState([], { choosing: true }));
    const services = vi.spyOn(backend, 'services');
    render(App, { backend });
    await screen.findByRole('heading', { level: 1, name: 'From a bare laptop to your first commit' });
    await userEvent.keyboard('h');
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(services).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: /^Try the demo/ }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
    expect(screen.getByRole('navigation')).toBeInTheDocument();
    expect(backend.calls).toContain('open demo ');
  });

  it('names the window after the journey', async () => {
    await open();
    expect(document.title).toBe('Harbour, the demo · Firstlight');
  });

  it('shows notices, and the landmarks of a page', async () => {
    const notices = ['Some changes are noticed late.'];
    await open(new Fake(makeState(demoUntil('docker'), { notices })));
    expect(screen.getByText('Some changes are noticed late.')).toBeInTheDocument();
    expect(screen.getByRole('navigation', { name: 'Journey' })).toBeInTheDocument();
    expect(screen.getByRole('main')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Skip to the step' })).toHaveAttribute('href', '#main');
  });

  it('says when the connection is lost, and stops what needs it', async () => {
    const backend = await open();
    const run = screen.getByRole('button', { name: 'Run it' });
    run.focus();
    window.dispatchEvent(new Event('firstlight:offline'));
    expect(await screen.findByRole('alert')).toHaveTextContent('The connection to Firstlight is lost.');
    expect(run).toHaveAttribute('aria-disabled', 'true');
    expect(run).toHaveFocus();
    expect(run).toHaveAccessibleDescription('The connection to Firstlight is lost.');
    await userEvent.click(run);
    expect(backend.calls.filter((call) => call.startsWith('fix'))).toEqual([]);
    window.dispatchEvent(new Event('firstlight:online'));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(run).toHaveAttribute('aria-disabled', 'false');
  });

  it('keeps saying that commands wait after they were put off', async () => {
    const approval = { needed: true, first: true, hash: 'a1', changes: demoChanges() };
    await open(
      new Fake(makeState(demoUntil('docker'), { approval })),
      'What this journey runs on your machine',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
    expect(title()).toBe('Docker answers');
    expect(screen.getByText('8 commands of this journey wait for your approval.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(title()).toBe('What this journey runs on your machine');
  });
});

describe('keys', () => {
  it('runs the fix with r', async () => {
    const backend = await open();
    await userEvent.keyboard('r');
    await waitFor(() => expect(backend.calls).toContain('fix docker apt {}'));
  });

  it('looks again with c, and says so', async () => {
    const backend = await open();
    await userEvent.keyboard('c');
    await waitFor(() => expect(backend.calls).toContain('check docker'));
    expect(await screen.findByText('Looked again: failing.')).toBeInTheDocument();
  });

  it('goes on with n from a step that holds only', async () => {
    await open();
    await userEvent.keyboard('n');
    expect(title()).toBe('Docker answers');
    await userEvent.click(screen.getByRole('button', { name: /Git knows who you are/ }));
    expect(title()).toBe('Git knows who you are');
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('n');
    await waitFor(() => expect(title()).toBe('Docker answers'));
  });

  it('shows the shortcuts with ?, and no key runs anything behind them', async () => {
    const backend = await open();
    await userEvent.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Shortcuts' })).toBeInTheDocument();
    await userEvent.keyboard('r');
    expect(backend.calls.filter((call) => call.startsWith('fix'))).toEqual([]);
  });

  it('opens the palette with Ctrl-K and closes it again', async () => {
    await open();
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(await screen.findByRole('dialog', { name: 'Find a step or action' })).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says when the palette cannot be loaded, and opens it the next time', async () => {
    await open();
    const load = vi.mocked(loadSheets).mockRejectedValue(new Error('The file did not come.'));
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(await screen.findByRole('alert')).toHaveTextContent('The file did not come.');
    expect(screen.queryByRole('dialog')).toBeNull();
    load.mockReset();
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(await screen.findByRole('dialog', { name: 'Find a step or action' })).toBeInTheDocument();
  });

  it('goes back to the step with b, from a page aside', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: /Clone harbour/ }));
    await userEvent.keyboard('m');
    await screen.findByRole('heading', { level: 1, name: 'Map' }, { timeout: 20_000 });
    await userEvent.keyboard('b');
    await waitFor(() => expect(title()).toBe('Clone harbour'));
  });

  it('walks the list of the page with j and k from wherever the focus is, and opens with Enter', async () => {
    await open(new Fake(makeState(demoUntil('docker'), { health: healthClaims() })));
    await userEvent.keyboard('h');
    await screen.findByRole('heading', { level: 1, name: 'Health' }, { timeout: 20_000 });
    const claims = [...document.querySelectorAll('[data-claim]')];
    await userEvent.keyboard('j');
    await waitFor(() => expect(claims[0]).toHaveFocus());
    await userEvent.keyboard('jj');
    await waitFor(() => expect(claims[2]).toHaveFocus());
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('k');
    await waitFor(() => expect(claims[1]).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(title()).toBe(claims[1]?.querySelector('.name')?.firstChild?.textContent));
  });

  it('walks along the way with j and k where the page has no list', async () => {
    await open();
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-step', 'port-18080'));
    await userEvent.keyboard('kk');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-step', 'disk'));
  });

  it('leads to what only the person can say with r, and says it with r once more', async () => {
    const backend = await open(new Fake(makeState(demoUntil('ask-hello'))), 'Say hello to your buddy.');
    await userEvent.keyboard('r');
    expect(screen.getByRole('button', { name: 'I did it' })).toHaveFocus();
    expect(backend.calls).not.toContain('attest ask-hello ');
    await userEvent.keyboard('r');
    await waitFor(() => expect(backend.calls).toContain('attest ask-hello '));
  });

  it('opens a note at its line, and gives the focus back', async () => {
    await open();
    const step = screen.getByRole('button', { name: /Clone harbour/ });
    step.focus();
    await userEvent.keyboard('w');
    await waitFor(() => expect(screen.getByLabelText('Your line')).toHaveFocus());
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(step).toHaveFocus());
  });

  it('knows no single keys once they are switched off', async () => {
    remember('single-keys', 'off');
    const backend = await open();
    await userEvent.keyboard('rc?');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(backend.calls.filter((call) => !call.startsWith('active'))).toEqual([]);
  });
});

describe('signs of the person', () => {
  it('are told at most so often, and at each change of step', async () => {
    const backend = await open();
    expect(backend.calls).toEqual([]);
    for (let i = 0; i < 20; i++) await fireEvent.pointerMove(window);
    expect(backend.calls).toEqual(['active docker']);
    await userEvent.click(screen.getByRole('button', { name: /Clone harbour/ }));
    await fireEvent.pointerMove(window);
    expect(backend.calls).toEqual(['active docker', 'active clone-harbour']);
  });

  it('keep the page from moving on by itself', async () => {
    const backend = await open();
    await fireEvent.pointerMove(window);
    backend.hold('docker');
    expect(await screen.findByRole('button', { name: /^Next: / })).toBeInTheDocument();
    expect(title()).toBe('Docker answers');
  });
});

describe('the focus', () => {
  /** Chooses something in the palette, from a place in the rail. */
  async function choose(typed: string) {
    await open();
    const place = screen.getByRole('button', { name: /^Services/ });
    place.focus();
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox'), `${typed}{Enter}`);
    return place;
  }

  it('goes from the rail to the title of what is chosen in the palette', async () => {
    await choose('clone harbour');
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1, name: 'Clone harbour' })).toHaveFocus(),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('goes back to where it was when what is chosen in the palette leads nowhere else', async () => {
    const place = await choose('dark look');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(place).toHaveFocus();
  });

  it('goes to the title of what is opened from the page', async () => {
    await open(new Fake(makeState(demoUntil('docker'), { current: 'service' })), 'Harbour is up and healthy');
    await userEvent.click(screen.getByRole('button', { name: 'Build harbour' }));
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1, name: 'Build harbour' })).toHaveFocus(),
    );
  });

  it('stays in the rail with whoever walks through it', async () => {
    await open();
    const step = screen.getByRole('button', { name: /Clone harbour/ });
    await userEvent.click(step);
    expect(title()).toBe('Clone harbour');
    expect(step).toHaveFocus();
  });
});
