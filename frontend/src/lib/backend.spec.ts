import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backend } from './backend';

// What the window and the browser face give the page before its own script runs.
const methods = {
  State: vi.fn(),
  Fix: vi.fn(),
  Output: vi.fn(),
  ChooseFolder: vi.fn(),
  ChooseOnboardings: vi.fn(),
};
const runtime = { EventsOnMultiple: vi.fn(), ClipboardSetText: vi.fn(), BrowserOpenURL: vi.fn() };

beforeEach(() => {
  vi.stubGlobal('go', { app: { App: methods } });
  vi.stubGlobal('runtime', runtime);
});

afterEach(() => vi.unstubAllGlobals());

describe('backend', () => {
  it('calls the program, and hands its answer on', async () => {
    methods.Fix.mockResolvedValue('run-1');
    expect(await backend.fix('docker', 'apt', { name: 'Ada' })).toBe('run-1');
    expect(methods.Fix).toHaveBeenCalledExactlyOnceWith('docker', 'apt', { name: 'Ada' });
  });

  it('has each dialog say what it is for', async () => {
    methods.ChooseFolder.mockResolvedValue('/src/payments');
    expect(await backend.chooseFolder()).toBe('/src/payments');
    expect(methods.ChooseFolder).toHaveBeenCalledExactlyOnceWith('The folder of a repository');
    await backend.chooseOnboardings(true);
    await backend.chooseOnboardings(false);
    expect(methods.ChooseOnboardings.mock.calls).toEqual([
      ['A folder of onboardings', true],
      ['Onboardings that were exported', false],
    ]);
  });

  it('reads the state that came with the page once', () => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<script id="state" type="application/json">{"current":"git"}</script>',
    );
    expect(backend.first()).toEqual({ current: 'git' });
    expect(backend.first()).toBeUndefined();
  });

  it('hands on what the program refuses', async () => {
    const refusal = new Error('{"code":"busy","message":"It runs already","hint":""}');
    methods.State.mockRejectedValue(refusal);
    await expect(backend.state()).rejects.toBe(refusal);
  });

  it('listens until it is told not to', () => {
    const stop = vi.fn();
    const callback = vi.fn();
    runtime.EventsOnMultiple.mockReturnValue(stop);
    expect(backend.on('changed', callback)).toBe(stop);
    expect(runtime.EventsOnMultiple).toHaveBeenCalledExactlyOnceWith('changed', callback, -1);
  });

  it('says when the clipboard did not take a text', async () => {
    runtime.ClipboardSetText.mockResolvedValueOnce(true);
    await backend.copy('git status');
    runtime.ClipboardSetText.mockResolvedValueOnce(false);
    await expect(backend.copy('git status')).rejects.toThrow('clipboard');
  });

  it('opens an address outside of the window', () => {
    backend.browse('http://127.0.0.1:18080/');
    expect(runtime.BrowserOpenURL).toHaveBeenCalledExactlyOnceWith('http://127.0.0.1:18080/');
  });
});
