import { describe, expect, it } from 'vitest';
import { bare, endStyle, plain, stretches } from './ansi';

const esc = '\u001b';

function parts(line: string) {
  return stretches(line).stretches.map(({ text, style }) => [text, style]);
}

describe('stretches', () => {
  it('leaves plain text alone', () => {
    expect(parts('go: downloading gopkg.in/yaml.v3')).toEqual([['go: downloading gopkg.in/yaml.v3', {}]]);
  });

  it('colours what stands between the codes', () => {
    expect(parts(`${esc}[32mok${esc}[0m harbour`)).toEqual([
      ['ok', { fg: 2 }],
      [' harbour', {}],
    ]);
  });

  it('knows bright colours, backgrounds and weights', () => {
    expect(parts(`${esc}[1;91;44mA${esc}[22mB${esc}[39;49mC`)).toEqual([
      ['A', { bold: true, fg: 9, bg: 4 }],
      ['B', { bold: false, dim: false, fg: 9, bg: 4 }],
      ['C', { bold: false, dim: false }],
    ]);
  });

  it('reads an empty code as a reset', () => {
    expect(stretches(`${esc}[31mred${esc}[m`).end).toEqual({});
  });

  it.each([
    ['38;5;9', { fg: 9 }],
    ['38;5;196', { fg: 'rgb(255 0 0)' }],
    ['38;5;244', { fg: 'rgb(128 128 128)' }],
    ['48;2;1;2;300', { bg: 'rgb(1 2 255)' }],
  ])('knows the colour %s', (code, style) => {
    expect(parts(`${esc}[${code}mx`)).toEqual([['x', style]]);
  });

  it('keeps what follows a long colour', () => {
    expect(parts(`${esc}[38;5;196;4mx`)).toEqual([['x', { fg: 'rgb(255 0 0)', underline: true }]]);
  });

  it('drops all other commands to a terminal', () => {
    const line = `${esc}[2K${esc}[1G${esc}]0;title\u0007a${esc}]8;;https://example.com${esc}\\b${esc}(Bc\u0008`;
    expect(bare(line)).toBe('abc');
  });

  it('drops a command that the line cuts off', () => {
    expect(bare(`done${esc}`)).toBe('done');
  });
});

describe('endStyle', () => {
  it('carries a colour to the next line', () => {
    const red = endStyle(`${esc}[31mfirst`, plain);
    expect(stretches('second', red).stretches).toEqual([{ text: 'second', style: { fg: 1 } }]);
    expect(endStyle(`second${esc}[0m`, red)).toEqual({});
  });
});
