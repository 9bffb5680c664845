import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { makeService, makeServices, noServices } from '../../fake/services';
import type { Services } from '../wire';
import RailServices from './RailServices.svelte';

const modes = (...given: string[]) =>
  makeServices(given.map((mode, i) => makeService({ name: `s${i}`, mode })));
const two = (first: Services, second: Services) => ({
  ...first,
  groups: [...first.groups, ...second.groups],
});
const away = makeServices([makeService({ name: 'web' })], { away: 'Docker does not answer' });

function open(services: Services | undefined, selected = false) {
  const onselect = vi.fn();
  const { rerender } = render(RailServices, { services, selected, onselect });
  return { onselect, change: (next: Services | undefined) => rerender({ services: next }) };
}

describe('RailServices', () => {
  it.each<[string, string, string, Services | undefined]>([
    ['nothing before they are known', 'Services', 'unseen', undefined],
    ['nothing where there are none', 'Services', 'pending', noServices],
    ['that none is up', 'Services 0 of 2 up', 'pending', modes('none', 'none')],
    ['how many are up', 'Services 1 of 2 up', 'pending', modes('running', 'none')],
    [
      'that some are starting, which count as up',
      'Services 2 of 2 up',
      'looking',
      modes('healthy', 'starting'),
    ],
    [
      'that all are up, what has finished among them',
      'Services 2 of 2 up',
      'ok',
      modes('healthy', 'finished'),
    ],
    [
      'that one needs the person, rather than what is up',
      'Services 1 needs you',
      'failing',
      modes('healthy', 'failed', 'starting'),
    ],
    ['how many need her, what ails among them', 'Services 2 need you', 'failing', modes('failed', 'ailing')],
    [
      'of one that runs from another folder not that it failed',
      'Services 1 needs you',
      'failing',
      modes('elsewhere'),
    ],
    [
      'how those of several steps fare together',
      'Services 2 of 3 up',
      'pending',
      two(modes('healthy'), modes('healthy', 'stopped')),
    ],
    ['nothing that it cannot see', 'Services', 'unknown', away],
    ['nothing of some while others cannot be seen', 'Services', 'unknown', two(modes('failed'), away)],
  ])('says %s', (_, name, drawn, services) => {
    open(services);
    expect(screen.getByRole('button')).toHaveAccessibleName(name);
    expect(screen.getByRole('button').querySelector('svg')).toHaveClass(drawn);
  });

  it('goes along with what becomes of them', async () => {
    const { change } = open(undefined);
    await change(modes('starting', 'none'));
    expect(screen.getByRole('button')).toHaveAccessibleName('Services 1 of 2 up');
    await change(modes('failed', 'none'));
    expect(screen.getByRole('button')).toHaveAccessibleName('Services 1 needs you');
  });

  it('leads to them, also before they are known, and says when the window shows them', async () => {
    const { onselect } = open(undefined, true);
    expect(screen.getByRole('button')).toHaveAttribute('aria-current', 'true');
    await userEvent.click(screen.getByRole('button'));
    expect(onselect).toHaveBeenCalledOnce();
  });
});
