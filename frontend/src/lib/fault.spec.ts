import { describe, expect, it } from 'vitest';
import { faultOf } from './fault';
import { words } from './words';

const fault = {
  code: 'busy',
  message: 'Something runs already.',
  hint: 'Wait for it.',
  input: '',
  problems: [],
};

describe('faultOf', () => {
  it('reads what the window and the browser face reject with', () => {
    expect(faultOf(new Error(JSON.stringify(fault)))).toEqual(fault);
  });

  it('takes an object as it is', () => {
    expect(faultOf(fault)).toEqual(fault);
  });

  it('keeps where a journey file is not valid, whatever is left out there', () => {
    const problem = { file: 'j.yaml', line: 4, column: 5, path: 'stages[0]', problem: 'unknown key "stepz"' };
    expect(faultOf({ code: 'invalid', message: 'Not valid', problems: [problem] }).problems).toEqual([
      { file: 'j.yaml', line: 4, column: 5, problem: 'unknown key "stepz"', expected: '', suggestion: '' },
    ]);
  });

  it.each([
    [new Error('the pipe broke'), 'the pipe broke'],
    ['the pipe broke', 'the pipe broke'],
    [new Error('"text"'), '"text"'],
    [undefined, words.fault.unnamed],
    [{}, words.fault.unnamed],
    [new Error(''), words.fault.unnamed],
  ])('says something of %s', (reason, message) => {
    expect(faultOf(reason)).toEqual({ code: 'internal', message, hint: '', input: '', problems: [] });
  });
});
