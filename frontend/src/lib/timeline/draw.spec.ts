import { describe, expect, it } from 'vitest';
import { makeTimelineStep } from '../../fake/timeline';
import { draw, rowHeight } from './draw';
import { Axis, Scale } from './scale';

const minute = 60_000;
const length = 100 * minute;
const axis = new Axis(length, [], true);
const whole = new Scale(axis, { from: 0, to: length }, 1000);

describe('draw', () => {
  it('draws each stretch in the path of its kind, in the row of its step', () => {
    const rows = [
      makeTimelineStep({ id: 'a', marks: [] }, 0, ['hands_on', 10], ['machine', 20]),
      makeTimelineStep({ id: 'b', marks: [] }, 50 * minute, ['away', 30]),
    ];
    const drawing = draw(rows, whole);
    expect(drawing.hands_on).toBe('M0 8H100v10H0z');
    expect(drawing.machine).toBe('M100 8H300v10H100z');
    expect(drawing.away).toBe(`M500 ${rowHeight * 1.5 - 1}H800v2H500z`);
    expect(drawing.waiting).toBe('');
  });

  it('leaves out what lies outside, and cuts what reaches out', () => {
    const rows = [makeTimelineStep({ id: 'a' }, 0, ['hands_on', 10], ['machine', 90])];
    const close = new Scale(axis, { from: 20 * minute, to: 40 * minute }, 1000);
    const drawing = draw(rows, close);
    expect(drawing.hands_on).toBe('');
    expect(drawing.machine).toBe('M-1 8H1001v10H-1z');
    expect(drawing.held).toBe('');
  });

  it('loses nothing that is shorter than a pixel', () => {
    const rows = [makeTimelineStep({ id: 'a', marks: [] }, 0, ['hands_on', 0.001])];
    expect(draw(rows, whole).hands_on).toBe('M0 8H1v10H0z');
  });

  it('marks failures, fixes that worked, and what became of the claim', () => {
    const tried = (to_ms: number, outcome: string, use = 'fix') => ({
      from_ms: 0,
      to_ms,
      use,
      title: '',
      outcome,
      failed: outcome === 'failed',
      reason: '',
      cause: '',
    });
    const step = makeTimelineStep(
      {
        id: 'a',
        tries: [
          tried(minute, 'failed'),
          tried(2 * minute, 'done'),
          tried(3 * minute, 'done', 'observe'),
          tried(4 * minute, ''),
        ],
        marks: ['held', 'undone', 'hurt', 'thanks'].map((what, i) => ({ at_ms: i * minute, what, said: '' })),
      },
      0,
      ['hands_on', 10],
    );
    const { failed, fixed, held, undone, said } = draw([step], whole);
    expect([failed, fixed, held, undone].map((path) => path.match(/M/g)?.length)).toEqual([1, 1, 1, 1]);
    expect(said.match(/M/g)).toHaveLength(2);
  });
});
