import { describe, expect, it } from 'vitest';
import { speaking } from '../testing/speaking';
import { amount, bytes } from './amount';
import { cores } from './services/figures';
import { hours, signed } from './figures/amounts';
import { day, hour as hourOf, money, month, number, percent, plural, twoDigits } from './locale';
import { running, span } from './time';
import { words } from './words';
import { told } from './words.pages';

const time = '2026-11-24T12:00:00.000Z';
const minute = 60_000;
const hour = 60 * minute;

/** Marks of direction and the spaces that do not break are as the system has them; what is read is compared. */
const read = (text: string) =>
  text.replaceAll(/[\u200e\u200f\u061c]/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');

describe.each([
  [
    'en-GB',
    ['1,234,567', '3.4', '07', '33%', '€1,235', 'Tuesday, 24 November 2026', '24 Nov 2026', 'November 2026'],
  ],
  [
    'en-US',
    [
      '1,234,567',
      '3.4',
      '07',
      '33%',
      '€1,235',
      'Tuesday, November 24, 2026',
      'Nov 24, 2026',
      'November 2026',
    ],
  ],
  ['de', ['1.234.567', '3,4', '07', '33 %', '1.235 €', '24.11.2026', '24.11.2026', '11/2026']],
  ['ar-EG', ['١٬٢٣٤٬٥٦٧', '٣٫٤', '٠٧', '٣٣٪', '١٬٢٣٥ €', '٢٤/١١/٢٠٢٦', '٢٤/١١/٢٠٢٦', '١١/٢٠٢٦']],
  ['ja', ['1,234,567', '3.4', '07', '33%', '€1,235', '2026/11/24', '2026/11/24', '2026/11']],
])('in %s', (tag, written) => {
  it('writes numbers and dates as people there do', () => {
    speaking(tag);
    expect(
      [
        number(1_234_567),
        number(3.44, 1),
        twoDigits(7),
        percent(1 / 3),
        money(1234.5, 'EUR'),
        day(time),
        day(time, true),
        month(time),
      ].map(read),
    ).toEqual(written);
  });
});

it('writes small numbers in the figures that a person has chosen', () => {
  speaking('en-US-u-nu-arab');
  expect([number(7), number(999), plural(12, { other: '# steps' })]).toEqual(['٧', '٩٩٩', '١٢ steps']);
});

describe('what is made of numbers', () => {
  it('has the digits and the marks of the place, and the words of the window', () => {
    speaking('de');
    expect(bytes(1_234_567)).toBe('1,2 MB');
    expect(read(cores(0.0042))).toBe('0,4 %');
    expect(hours(1240.4 * hour)).toBe('1.240 h');
    expect(words.rail.hold(1200, 3400)).toBe('1.200 of 3.400 hold');
    expect(words.step.tries(1200, 3)).toBe('Tried 1.200 times, 3 did not end well');
    expect(told.notes.counts(1, 1200)).toBe('1 thank-you note, 1.200 lines on what hurt.');
    expect(amount({ phase: '', done: 1200, total: 3400, unit: 'items', left: 75 })).toBe(
      '1.200 of 3.400 · about 1 m left',
    );
  });

  it('has other digits where people write others', () => {
    speaking('ar-EG');
    expect(span(2 * hour + 14 * minute)).toBe('٢ h ١٤ m');
    expect(running(4 * minute + 7000)).toBe('٤ m ٠٧ s');
    expect(signed(-12 * minute)).toBe('−١٢ m');
    expect(words.clock.left(12)).toBe('١٢ steps left');
  });
});

describe('the hour', () => {
  it.each([
    ['en-US', '7:05 AM'],
    ['en-GB', '07:05'],
    ['de', '07:05'],
    ['es', '7:05'],
  ])('is written as people do in %s', (tag, written) => {
    speaking(tag);
    expect(read(hourOf(new Date(2026, 10, 24, 7, 5).toISOString()))).toBe(written);
    expect(hourOf('')).toBe('');
  });
});

describe('the language', () => {
  it.each([
    [[], '1,234'],
    [['C'], '1,234'],
    [['C.UTF-8', 'de'], '1.234'],
    [['de', 'en'], '1.234'],
  ])('of %o writes %s', (tags, written) => {
    speaking(...tags);
    expect(number(1234)).toBe(written);
  });

  it('is followed when it changes', () => {
    speaking('de');
    expect(number(0.5, 1)).toBe('0,5');
    speaking('en');
    expect(number(0.5, 1)).toBe('0.5');
  });
});

describe('plural', () => {
  it.each([
    [0, '0 steps'],
    [1, '1 step'],
    [1240, '1,240 steps'],
  ])('writes %d as %s', (count, written) => {
    expect(plural(count, { one: '# step', other: '# steps' })).toBe(written);
  });

  it('goes by the language of the words, whatever the system speaks', () => {
    speaking('ar-EG');
    expect(plural(2, { one: '# step', other: '# steps' })).toBe('٢ steps');
  });
});

describe('what cannot be written as it is meant', () => {
  it('is written as well as can be', () => {
    expect(money(1234.5, 'hats')).toBe('1,235 hats');
    expect(money(1234.5, '')).toBe('1,235');
    expect(day('')).toBe('');
    expect(month('soon')).toBe('');
  });
});
