import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { faultOf } from '../fault';
import FaultNote from './FaultNote.svelte';

it('tells at once what happened and what to do, in this order', () => {
  render(FaultNote, { fault: faultOf({ message: 'The disk is full.', hint: 'Make room.' }) });
  expect(screen.getByRole('alert')).toHaveTextContent(/^The disk is full\. Make room\.$/);
});

it('keeps what is wrong in a file between the two', () => {
  const problems = [{ file: 'j.yaml', line: 4, column: 5, problem: 'no name', expected: '', suggestion: '' }];
  render(FaultNote, { fault: faultOf({ message: 'Not valid.', hint: 'Mend it.', problems }) });
  expect(screen.getByRole('alert')).toHaveTextContent(/Not valid\..*j\.yaml.*no name.*Mend it\./);
});

it('leaves no empty line where nothing helps', () => {
  render(FaultNote, { fault: faultOf({ message: 'It is gone.' }) });
  expect(screen.getByRole('alert').querySelectorAll('p')).toHaveLength(1);
});
