import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { makeState, makeStep, minute, spent } from '../../fake/make';
import StationTable from './StationTable.svelte';

it('has all that the picture shows, stage by stage, for whoever opens it', async () => {
  const steps = [
    makeStep({ id: 'git', title: 'git', spent: spent(minute) }),
    makeStep({ id: 'go', title: 'Go', status: 'failing' }),
    makeStep({
      id: 'clone',
      title: 'Clone harbour',
      stage: 'Your code',
      status: 'blocked',
      milestone: 'code-cloned',
      needs: [
        { id: 'git', title: 'git', status: 'ok' },
        { id: 'go', title: 'Go', status: 'failing' },
      ],
    }),
  ];
  const milestone = { elapsed_ms: 0, spent: spent() };
  const milestones = [
    { ...milestone, name: 'machine-ready', title: 'Machine ready', at: '2026-11-24T10:00:00Z' },
    { ...milestone, name: 'code-cloned', title: 'Code cloned', at: '' },
  ];
  render(StationTable, { shown: makeState(steps, { milestones }) });
  expect(screen.queryByRole('table')).toBeNull();
  await userEvent.click(screen.getByText('The map as a table'));
  const table = await screen.findByRole('table');
  const rows = within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim()));
  expect(rows).toEqual([
    ['Step', 'Status', 'Needs', 'Time', 'Milestone'],
    ['Your machine'],
    ['git', 'Holds', '', '1 m', ''],
    ['Go next', 'Failing', '', '', 'Machine ready, reached'],
    ['Your code'],
    ['Clone harbour', 'Blocked', 'git, Go', '', 'Code cloned, ahead'],
  ]);
});

it('shows the first of many at once, and the others after', async () => {
  const steps = Array.from({ length: 90 }, (_, i) =>
    makeStep({ id: `step-${i}`, title: `Step ${i}`, stage: `Stage ${Math.floor(i / 40)}` }),
  );
  render(StationTable, { shown: makeState(steps) });
  await userEvent.click(screen.getByText('The map as a table'));
  const heads = () =>
    [...document.querySelectorAll('tbody th')].map(({ textContent }) => textContent?.trim());
  const wanted = steps.flatMap(({ title, stage }, i) => (i % 40 === 0 ? [stage, title] : [title]));
  expect(heads()).toEqual(wanted.slice(0, 62));
  await waitFor(() => expect(heads()).toEqual(wanted));
});
