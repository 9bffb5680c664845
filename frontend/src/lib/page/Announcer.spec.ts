import { render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it } from 'vitest';
import { makeRun, makeState, makeStep } from '../../fake/make';
import { sessionOf } from '../../testing/session';
import { drifted } from '../../fake/health';
import type { Step } from '../wire';
import Announcer from './Announcer.svelte';

/** Opens the announcer on a step; the function that is returned changes that step. */
async function open() {
  const step = makeStep({ id: 'build', title: 'Build it', status: 'failing', summary: 'Not built' });
  const { session, backend } = await sessionOf(makeState([step]));
  session.select('build');
  render(Announcer, { session });
  const become = async (part: Partial<Step>) => {
    backend.current = makeState([{ ...step, ...part }], { seq: backend.current.seq + 1 });
    await session.refresh();
  };
  return { session, backend, step, become };
}

const said = (text: string) => waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(text));

it('says nothing of a step that was only opened', async () => {
  await open();
  expect(screen.getByRole('status').textContent).toBe('');
});

it('says when work begins and, where it fails, why', async () => {
  const { become } = await open();
  const run = makeRun({ id: 'r', title: 'Make it' });
  await become({ run });
  await said('“Make it” is under way.');
  await become({ run: { ...run, outcome: 'failed', reason: 'The disk is full' } });
  await said('“Make it” did not work. The disk is full');
});

it('says what has come undone elsewhere together with what came of it here', async () => {
  const { session, backend, step } = await open();
  const tool = makeStep({ id: 'tool', title: 'Go is there', status: 'failing', drift: drifted().drift });
  backend.current = makeState([{ ...step, status: 'blocked', summary: 'It waits' }, tool]);
  await session.refresh();
  await said('“Go is there” no longer holds. Build it: Blocked. It waits');
});

it('says of each that came undone once that it did, however often the person goes back and forth', async () => {
  const { session, backend, step } = await open();
  const tool = (id: string, part: Partial<Step> = {}) => makeStep({ id, title: id, ...part });
  const drift = { status: 'failing', drift: drifted().drift };
  backend.current = makeState([step, tool('Go', drift), tool('Node', drift)]);
  await session.refresh();
  await said('“Go” no longer holds. “Node” no longer holds.');
  session.say('');
  session.select('Go');
  await tick();
  session.show('health');
  await tick();
  session.select('build');
  await tick();
  expect(session.said).toBe('');
});

it('says that another window opened a journey', async () => {
  const { session } = await open();
  session.turned = 'Payments backend';
  await said('Another window opened “Payments backend”, so this one shows it too.');
});

it('says how work ended together with what was then found', async () => {
  const { become } = await open();
  const run = makeRun({ id: 'r', title: 'Make it' });
  await become({ run });
  await said('“Make it” is under way.');
  await become({ run: { ...run, outcome: 'done' }, status: 'ok', summary: 'It is there' });
  await said('“Make it” ran to its end. Build it: Holds. It is there');
});

it('says once what the person vouched for', async () => {
  const { become } = await open();
  await become({ status: 'ok', attested: true, summary: 'You said so' });
  await said('Build it: You said so.');
  expect(screen.getByRole('status').textContent).toBe('Build it: You said so.');
});
