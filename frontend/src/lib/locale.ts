/** The language of the words; numbers and dates are written as is usual in the first language of the browser. */
export const language = 'en';

/** The forms of what is counted, by the rules of the language; # stands for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const plurals = new Intl.PluralRules(language);

/** Writes what is counted: "1 step", "1,240 steps". */
export function plural(count: number, forms: Forms): string {
  return (forms[plurals.select(count)] ?? forms.other).replace('#', () => number(count));
}

/** Writes a number with at most so many decimal places, and at least so many of them: "1,240", "3.4". */
export function number(value: number, most = 0, least = 0): string {
  if (least === 0 && plain(value)) return String(value);
  return written('number', { maximumFractionDigits: most, minimumFractionDigits: least }).format(value);
}

/**
 * Says whether a number is written as its digits alone, as a whole one below a thousand is in the language of the
 * words. WebKit takes 10 ms and more to make a formatter, which what a window shows first would wait for.
 */
function plain(value: number): boolean {
  const [own, ...others] = formats().locale.split('-');
  const figures = others.includes('u');
  return Number.isInteger(value) && value >= 0 && value < 1000 && own === language && !figures;
}

/** Writes a number below a hundred with both its digits: "07". */
export function twoDigits(value: number): string {
  return written('number', { minimumIntegerDigits: 2, maximumFractionDigits: 0 }).format(value);
}

/** Writes a part of one in a hundred: "33%". */
export function percent(part: number, digits = 0): string {
  const exactly = { maximumFractionDigits: digits, minimumFractionDigits: digits };
  return written('number', { style: 'percent', ...exactly }).format(part);
}

/** Writes an amount of money in whole units; a currency that nobody knows stands as it is. */
export function money(amount: number, currency: string): string {
  try {
    return written('number', { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
  } catch {
    return `${number(amount)} ${currency}`.trim();
  }
}

/**
 * Writes the day of a time, such as "Tuesday, 24 November 2026" or in short "24 Nov 2026". Where the person's
 * language is another than that of the words it is in figures, as no sentence is in two languages. Empty for no time.
 */
export function day(time: string, short = false): string {
  const inWords: Intl.DateTimeFormatOptions = short
    ? { day: 'numeric', month: 'short', year: 'numeric' }
    : { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
  return date(time, inWords, { day: 'numeric', month: 'numeric', year: 'numeric' });
}

/** Writes the hour of a time where the person is, as people there do: "07:05", "7:05 AM". Empty for no time. */
export function hour(time: string): string {
  const short = { timeStyle: 'short' } as const;
  return date(time, short, short);
}

/** Writes the month of a time in UTC: "November 2026", or in figures as a day is. Empty for no time. */
export function month(time: string): string {
  const year = { year: 'numeric', timeZone: 'UTC' } as const;
  return date(time, { month: 'long', ...year }, { month: 'numeric', ...year });
}

function date(
  time: string,
  inWords: Intl.DateTimeFormatOptions,
  inFigures: Intl.DateTimeFormatOptions,
): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return '';
  const own = new Intl.Locale(formats().locale).language === language;
  return written('date', own ? inWords : inFigures).format(at);
}

/** The formatters that were made for the languages of the browser, which take long to make. */
interface Formats {
  languages: string;
  locale: string;
  number: Map<string, Intl.NumberFormat>;
  date: Map<string, Intl.DateTimeFormat>;
}

let made: Formats | undefined;

function formats(): Formats {
  // Some browsers make another list each time they are asked.
  const languages = navigator.languages.join();
  if (made?.languages !== languages) {
    made = { languages, locale: localeOf(navigator.languages), number: new Map(), date: new Map() };
  }
  return made;
}

/** The first language in which numbers and dates can be written; that of the words where there is none. */
function localeOf(languages: readonly string[]): string {
  const found = languages.find((tag) => {
    try {
      return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
    } catch {
      // A system may name what is no language, such as "C".
      return false;
    }
  });
  return found ?? language;
}

function written(kind: 'number', options: Intl.NumberFormatOptions): Intl.NumberFormat;
function written(kind: 'date', options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat;
function written(
  kind: 'number' | 'date',
  options: Intl.NumberFormatOptions | Intl.DateTimeFormatOptions,
): Intl.NumberFormat | Intl.DateTimeFormat {
  const { locale, number, date } = formats();
  const key = JSON.stringify(options);
  if (kind === 'date') return kept(date, key, () => new Intl.DateTimeFormat(locale, options));
  return kept(number, key, () => new Intl.NumberFormat(locale, options));
}

function kept<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
