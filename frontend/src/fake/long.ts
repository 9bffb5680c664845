import type { Backend } from '../lib/backend';

/** The keys of the wire under which prose stands, which a person reads and a translation would lengthen. */
const prose = new Set([
  'title',
  'stage',
  'why',
  'about',
  'how',
  'summary',
  'effect',
  'undo',
  'reason',
  'hint',
  'message',
  'label',
  'note',
  'cause',
  'next',
  'said',
  'description',
  'recommended',
  'notices',
]);

/** Text that a person reads only where it stands in one of these. */
const sentence = new Set(['text', 'value']);

const twice = (text: string) => (text.trim() === '' ? text : `${text} ${text}`);

/** Makes every text of a catalogue twice as long, in place; what a sentence is given keeps its length. */
export function lengthen(catalogue: object): void {
  for (const [key, word] of Object.entries(catalogue) as [string, unknown][]) {
    const put = (value: unknown) => Object.assign(catalogue, { [key]: value });
    if (typeof word === 'string') put(twice(word));
    else if (typeof word === 'function')
      put((...given: unknown[]) => {
        const said = (word as (...given: unknown[]) => string)(...given);
        const own = given
          .filter((part) => typeof part === 'string' && part !== '')
          .reduce((text: string, part) => text.replace(part as string, ''), said);
        return own.trim() === '' ? said : `${said} ${own}`;
      });
    else if (word && typeof word === 'object') lengthen(word);
  }
}

/** A value of the wire with every text in it that a person reads twice as long. */
export function longer<Value>(value: Value, key = ''): Value {
  if (typeof value === 'string') {
    const longer = prose.has(key) || (sentence.has(key) && / /.test(value));
    return (longer ? twice(value) : value) as Value;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => longer(item, key)) as Value;
  if (!value || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, part]: [string, unknown]) => {
    // A stage has a name, which is shown; the name of a milestone or an input is not.
    const shown = name === 'name' && ('steps' in value || 'hash' in value) ? 'title' : name;
    return [name, longer(part, shown)];
  });
  return Object.fromEntries(entries) as Value;
}

/** A backend whose answers, and what it refuses with, are twice as long. */
export function lengthened(backend: Backend): Backend {
  return new Proxy(backend, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || name === 'on') return member;
      return (...given: unknown[]) => {
        const answer: unknown = Reflect.apply(member, target, given);
        if (!(answer instanceof Promise)) return longer(answer);
        return answer.then(
          (value: unknown) => longer(value),
          (reason: unknown) => Promise.reject(longer(reason)),
        );
      };
    },
  });
}
