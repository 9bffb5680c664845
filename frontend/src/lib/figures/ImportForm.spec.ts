import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeState } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import ImportForm from './ImportForm.svelte';

async function open(chooses = true, oncancel?: () => void) {
  const { session, backend } = await sessionOf(makeState([], { chooses }));
  const onimported = vi.fn();
  render(ImportForm, { session, onimported, oncancel });
  return { session, backend, onimported, field: screen.getByRole('textbox', { name: 'File or folder' }) };
}

const button = (name: string) => screen.getByRole('button', { name });

describe('ImportForm', () => {
  it('takes in what is named, says how many, and is empty for the next', async () => {
    const { backend, onimported, field } = await open();
    vi.spyOn(backend, 'import').mockResolvedValue({ added: 3, grown: 1, doubled: 0 });
    await userEvent.type(field, ' ~/onboardings {Enter}');
    expect(backend.import).toHaveBeenCalledExactlyOnceWith(['~/onboardings']);
    expect(
      await screen.findByText('3 onboardings taken in; 1 onboarding had more in it than before.'),
    ).toBeInTheDocument();
    expect(onimported).toHaveBeenCalledOnce();
    expect(field).toHaveValue('');
  });

  it('asks for nothing where nothing is named', async () => {
    const { backend, onimported } = await open();
    expect(button('Import')).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(button('Import'));
    expect(backend.calls).toEqual([]);
    expect(onimported).not.toHaveBeenCalled();
  });

  it('says where several files were chosen, and takes in all of them', async () => {
    const { backend, field } = await open();
    vi.spyOn(backend, 'chooseOnboardings').mockResolvedValue(['/a.json', '/b.json']);
    await userEvent.click(button('Choose files…'));
    expect(backend.chooseOnboardings).toHaveBeenCalledExactlyOnceWith(false);
    expect(field).toHaveValue('2 files chosen');
    await userEvent.click(button('Import'));
    expect(backend.calls).toContain('import /a.json /b.json');
  });

  it('goes by what is written after that', async () => {
    const { backend, field } = await open();
    vi.spyOn(backend, 'chooseOnboardings').mockResolvedValue(['/a.json', '/b.json']);
    await userEvent.click(button('Choose files…'));
    await userEvent.clear(field);
    await userEvent.type(field, '/c.json');
    await userEvent.click(button('Import'));
    expect(backend.calls).toContain('import /c.json');
  });

  it('leaves what is written when nothing is chosen', async () => {
    const { backend, field } = await open();
    vi.spyOn(backend, 'chooseOnboardings').mockResolvedValue([]);
    await userEvent.type(field, '/c.json');
    await userEvent.click(button('Choose a folder…'));
    expect(backend.chooseOnboardings).toHaveBeenCalledExactlyOnceWith(true);
    expect(field).toHaveValue('/c.json');
  });

  it('offers no dialog where there is none', async () => {
    await open(false);
    expect(screen.queryByRole('button', { name: /^Choose/ })).toBeNull();
  });

  it('says what is wrong with a file, and keeps its name to mend it', async () => {
    const { onimported, field } = await open();
    await userEvent.type(field, '/broken');
    await userEvent.click(button('Import'));
    expect(await screen.findByRole('alert')).toHaveTextContent(/^Nothing was imported.*line 41/);
    expect(field).toHaveValue('/broken');
    expect(onimported).not.toHaveBeenCalled();
  });

  it('says that it is under way, and does not begin twice', async () => {
    const { backend, field } = await open();
    const taking = vi.spyOn(backend, 'import').mockReturnValue(new Promise(() => undefined));
    await userEvent.type(field, '/c.json');
    await userEvent.click(button('Import'));
    await userEvent.click(button('Importing…'));
    expect(taking).toHaveBeenCalledOnce();
  });

  it('is left only where there is something to go back to', async () => {
    const oncancel = vi.fn();
    await open(true, oncancel);
    await userEvent.click(button('Close'));
    expect(oncancel).toHaveBeenCalledOnce();
  });
});
