import { describe, expect, it } from 'vitest';
import { makeState, makeStep } from '../../fake/make';
import { drawLine, drawPoints, drawWay, lines, wayAt } from './draw';
import { lay } from './plan';

/** Steps that need each other by their places, of which those after the first so many do not hold. */
function plan(count: number, needs: [step: number, need: number][], held = count, open = true) {
  const all = Array.from({ length: count }, (_, i) =>
    makeStep({
      id: `s${i}`,
      stage: i < count / 2 ? 'One' : 'Two',
      status: i < held ? 'ok' : 'failing',
      needs: needs
        .filter(([step]) => step === i)
        .map(([, need]) => ({ id: `s${need}`, title: '', status: 'ok' as const })),
    }),
  );
  const laid = lay(makeState(all).stages, () => open);
  return { laid, found: lines(all, laid) };
}

describe('lines', () => {
  it('are one for each step that others need, and say where they wait', () => {
    const { found } = plan(
      4,
      [
        [1, 0],
        [3, 0],
        [3, 2],
      ],
      2,
    );
    expect(found).toEqual([
      { from: 4, to: [5], waits: true, lane: 0 },
      { from: 1, to: [2, 5], waits: false, lane: 1 },
    ]);
  });

  it('share a lane where one ends before the other begins', () => {
    const { found } = plan(4, [
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    expect(found.map(({ lane }) => lane)).toEqual([0, 0, 0]);
  });

  it('lead up as well, where what is needed comes later', () => {
    const { laid, found } = plan(2, [[0, 1]]);
    const [line] = found;
    expect(line).toMatchObject({ from: 3, to: [1] });
    expect(line && drawPoints(line, laid, wayAt(found))).toBe(`M36 ${48 + 21 + 5}l-5 -3v6z`);
  });

  it('have no room where too many lie beside each other', () => {
    const needs = Array.from({ length: 8 }, (_, i): [number, number] => [15 - i, i]);
    const { laid, found } = plan(16, needs);
    expect(found.map(({ lane }) => lane)).toEqual([0, 1, 2, 3, 4, 5, undefined, undefined]);
    const [without] = found.slice(-1);
    // Whoever looks at one sees it at the edge, where no other is.
    const taken = found.slice(0, -2).map((line) => drawLine(line, laid, wayAt(found)).match(/H(\d+)q/)?.[1]);
    expect(taken).not.toContain(
      String(without && drawLine(without, laid, wayAt(found)).match(/H(\d+)q/)?.[1]),
    );
  });

  it('are none within a stage that is folded, and lead from head to head', () => {
    const { found } = plan(
      4,
      [
        [1, 0],
        [2, 0],
        [3, 1],
      ],
      4,
      false,
    );
    expect(found).toEqual([{ from: 0, to: [1], waits: false, lane: 0 }]);
  });

  it('need nothing to be left of the way where there are none', () => {
    const { found } = plan(2, []);
    expect(found).toEqual([]);
    expect(wayAt(found)).toBeLessThan(wayAt(plan(2, [[1, 0]]).found));
  });
});

it('draws a line around other stations, or only what leads to one of them', () => {
  const { laid, found } = plan(4, [
    [1, 0],
    [3, 0],
  ]);
  const [line] = found;
  if (!line) throw new Error('there is a line');
  const way = wayAt(found);
  const [near, far] = [drawLine(line, laid, way, 2), drawLine(line, laid, way, 5)];
  expect(near).toBe('M36 74H25q-5 0 -5 5V101q0 5 5 5H36');
  expect(drawLine(line, laid, way)).toBe(near + far);
  expect(drawPoints(line, laid, way).match(/M/g)).toHaveLength(2);
});

describe('the way', () => {
  it('is behind one from each station that holds to the next', () => {
    const { laid } = plan(4, [], 3);
    expect(drawWay(laid, 10)).toEqual({
      walked: 'M10 24V69M10 69V111M10 111V156M10 156V201M10 201V243',
      ahead: '',
    });
  });

  it.each<[string, number, boolean, number, number]>([
    ['nothing holds', 0, true, 0, 5],
    ['the first step holds', 1, true, 2, 3],
    ['every stage is folded and the first holds', 2, false, 1, 0],
    ['every stage is folded and none holds', 0, false, 0, 1],
  ])('is ahead from the others: %s', (_, held, open, walked, ahead) => {
    const drawn = drawWay(plan(4, [], held, open).laid, 10);
    expect([drawn.walked, drawn.ahead].map((path) => path.match(/M/g)?.length ?? 0)).toEqual([walked, ahead]);
  });

  it('is none between no stations', () => {
    expect(
      drawWay(
        lay([], () => true),
        10,
      ),
    ).toEqual({ walked: '', ahead: '' });
  });
});
