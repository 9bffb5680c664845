import { holds } from '../steps';
import type { Step } from '../wire';
import type { Plan } from './plan';

/** How far apart lines lie beside each other, and how far the first is from the edge and from the way, in units. */
const apart = 10;
const edge = 20;
const beside = 26;

/** How many lines lie beside each other at the most; what has no room is drawn only while one looks at it. */
const most = 6;

/** How far around its middle a station is kept free, and by how much a line turns. */
const around = 10;
const turn = 5;

/** What is drawn on the map, in the order in which it is told: lines, and the flags of milestones. */
export const signs = ['walked', 'ahead', 'needs', 'waits', 'reached', 'next'] as const;
export type Sign = (typeof signs)[number];

/** All lines of one kind from one station, which are one line as far as they go together. */
export interface Line {
  from: number;
  to: readonly number[];
  /** Says that those at its ends wait for what is at its beginning. */
  waits: boolean;
  /** How many lines lie between it and the way; undefined where it has no room. */
  lane: number | undefined;
}

/** Finds the lines of what needs what, the short ones next to the way. */
export function lines(steps: readonly Step[], plan: Plan): Line[] {
  const known = new Map(steps.map((step) => [step.id, step]));
  const found = new Map<string, { from: number; to: Set<number>; waits: boolean }>();
  for (const step of steps) {
    const to = plan.at.get(step.id);
    for (const { id } of step.needs) {
      const [need, from] = [known.get(id), plan.at.get(id)];
      if (!need || from === undefined || to === undefined || from === to) continue;
      const waits = !holds(need);
      const line = found.get(`${from} ${waits}`) ?? { from, to: new Set(), waits };
      line.to.add(to);
      found.set(`${from} ${waits}`, line);
    }
  }
  const all = [...found.values()].map(({ from, to, waits }) => ({
    from,
    to: [...to],
    waits,
    first: Math.min(from, ...to),
    last: Math.max(from, ...to),
  }));
  const taken: { first: number; last: number }[][] = Array.from({ length: most }, () => []);
  return all
    .toSorted((a, b) => a.last - a.first - (b.last - b.first) || a.from - b.from)
    .map(({ first, last, ...line }) => {
      const lane = taken.findIndex((others) =>
        others.every((other) => other.last <= first || other.first >= last),
      );
      taken[lane]?.push({ first, last });
      return { ...line, lane: lane < 0 ? undefined : lane };
    });
}

/** How far to the right the way runs, in units, past all lines beside it. */
export function wayAt(all: readonly Line[]): number {
  const lanes = new Set(all.map(({ lane }) => lane)).size;
  return lanes === 0 ? edge + turn : edge + beside + (lanes - 1) * apart;
}

/** Draws one line, or what of it leads to one station, with a point at each end. */
export function drawLine(line: Line, plan: Plan, way: number, only?: number): string {
  const x = line.lane === undefined ? edge : way - beside - line.lane * apart;
  const y = (station: number) => plan.stations[station]?.y ?? 0;
  return line.to
    .filter((to) => only === undefined || to === only)
    .map((to) => {
      const down = to > line.from ? 1 : -1;
      return (
        `M${way - around} ${y(line.from) + 5 * down}H${x + turn}q${-turn} 0 ${-turn} ${turn * down}` +
        `V${y(to) - (5 + turn) * down}q0 ${turn * down} ${turn} ${turn * down}H${way - around}`
      );
    })
    .join('');
}

/** Draws the points of a line, which say where it leads. */
export function drawPoints(line: Line, plan: Plan, way: number, only?: number): string {
  return line.to
    .filter((to) => only === undefined || to === only)
    .map((to) => `M${way - around} ${(plan.stations[to]?.y ?? 0) - (to > line.from ? 5 : -5)}l-5 -3v6z`)
    .join('');
}

/** Draws the way from station to station: behind one where it holds, and ahead. */
export function drawWay(plan: Plan, way: number): { walked: string; ahead: string } {
  const drawn = { walked: '', ahead: '' };
  let held = plan.stations.find((station) => station.held !== undefined)?.held ?? false;
  plan.stations.forEach((station, i) => {
    held = station.held ?? held;
    const next = plan.stations[i + 1];
    if (next) drawn[held ? 'walked' : 'ahead'] += `M${way} ${station.y}V${next.y}`;
  });
  return drawn;
}
