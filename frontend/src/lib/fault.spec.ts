import { describe, expect, it } from 'vitest';
import { faultOf } from './fault';
import { words } from './words';

const fault = { code: 'busy', message: 'Something runs already.', hint: 'Wait for it.' };

describe('faultOf', () => {
  it('reads what the window and the browser face reject with', () => {
    expect(faultOf(new Error(JSON.stringify(fault)))).toEqual(fault);
  });

  it('takes an object as it is', () => {
    expect(faultOf(fault)).toEqual(fault);
  });

  it.each([
    [new Error('the pipe broke'), 'the pipe broke'],
    ['the pipe broke', 'the pipe broke'],
    [new Error('"text"'), '"text"'],
    [undefined, words.fault.unnamed],
    [{}, words.fault.unnamed],
    [new Error(''), words.fault.unnamed],
  ])('says something of %s', (reason, message) => {
    expect(faultOf(reason)).toEqual({ code: 'internal', message, hint: '' });
  });
});
