import { describe, expect, it } from 'vitest';
import { blocks, pieces } from './prose';

describe('blocks', () => {
  it('sets indented lines apart as code', () => {
    const how = 'Open crew.go. Add one line:\n\n    {Name: "You"},\n\nThen commit it.\nOn a branch.\n';
    expect(blocks(how)).toEqual([
      { kind: 'text', text: 'Open crew.go. Add one line:' },
      { kind: 'code', text: '{Name: "You"},' },
      { kind: 'text', text: 'Then commit it.\nOn a branch.' },
    ]);
  });

  it('keeps code of several lines together, with its own indent', () => {
    expect(blocks('    a {\n\n      b\n    }')).toEqual([{ kind: 'code', text: 'a {\n\n  b\n}' }]);
  });

  it('parts paragraphs at an empty line', () => {
    expect(blocks('one\n\ntwo')).toHaveLength(2);
  });

  it('finds nothing in an empty text', () => {
    expect(blocks(' \n')).toEqual([]);
  });
});

describe('pieces', () => {
  it('finds addresses and leaves the full stop out', () => {
    expect(pieces('Open http://127.0.0.1:18080/ and look (or https://example.com/a?b=1).')).toEqual([
      { text: 'Open ' },
      { text: 'http://127.0.0.1:18080/', url: 'http://127.0.0.1:18080/' },
      { text: ' and look (or ' },
      { text: 'https://example.com/a?b=1', url: 'https://example.com/a?b=1' },
      { text: ').' },
    ]);
  });

  it('makes no link of anything else', () => {
    expect(pieces('javascript:alert(1) file:///etc/passwd')).toEqual([
      { text: 'javascript:alert(1) file:///etc/passwd' },
    ]);
  });
});
