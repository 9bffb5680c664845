import { render, screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { Problem } from '../fault';
import ProblemList from './ProblemList.svelte';

const problem = (part: Partial<Problem>): Problem => ({
  file: 'journey.yaml',
  line: 12,
  column: 7,
  problem: '"vesion" is not known here',
  expected: '',
  suggestion: '',
  ...part,
});

it('shows nothing where nothing is wrong', () => {
  const { container } = render(ProblemList, { problems: [] });
  expect(container).toHaveTextContent('');
  expect(screen.queryByRole('list')).toBeNull();
});

it('names the file once where all is in one', () => {
  render(ProblemList, { problems: [problem({}), problem({ line: 14, column: 0 })] });
  expect(screen.getAllByText('journey.yaml')).toHaveLength(1);
  const lines = within(screen.getByRole('list', { name: '2 problems' })).getAllByRole('listitem');
  expect(lines[0]).toHaveTextContent('line 12:7 "vesion" is not known here.');
  expect(lines[1]).toHaveTextContent('line 14 "vesion"');
});

it('names the file of each where they are in several', () => {
  render(ProblemList, { problems: [problem({ file: 'a.json' }), problem({ file: 'b.json', line: 0 })] });
  const lines = screen.getAllByRole('listitem');
  expect(lines[0]).toHaveTextContent(/^a\.json line 12:7/);
  expect(lines[1]).toHaveTextContent(/^b\.json "vesion"/);
});

it('says what was probably meant, and what would have been right', () => {
  render(ProblemList, {
    problems: [problem({ suggestion: 'version', expected: 'a version, such as ">=1.26"' })],
  });
  expect(screen.getByRole('listitem')).toHaveTextContent(
    'Did you mean “version”? Expected a version, such as ">=1.26".',
  );
});

it('is scrolled with the keyboard', () => {
  render(ProblemList, { problems: [problem({})] });
  screen.getByRole('list', { name: '1 problem' }).focus();
  expect(screen.getByRole('list')).toHaveFocus();
});
