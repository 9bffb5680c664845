import { holds, markOf, type Mark } from '../steps';
import type { Milestone, Stage, State, Step } from '../wire';

/** How high the row of a step and that of a stage is, in the units of the drawing: 16 are as wide as a letter M. */
export const stepHeight = 42;
export const stageHeight = 48;

/** A place on the map: a step, or the head of a stage. */
export interface Station {
  /** What names it among all of them. */
  key: string;
  /** How far down its middle is, in units of the drawing. */
  y: number;
  /** Says that all that stands there holds; undefined for the head of a stage whose steps are drawn. */
  held: boolean | undefined;
}

/** Which stations there are, from the top down, and where each step is found. */
export interface Plan {
  stations: readonly Station[];
  height: number;
  /** The index of the station of a step: its own, or the head of its stage while that is folded. */
  at: ReadonlyMap<string, number>;
}

export const stepKey = (id: string) => `step:${id}`;
export const stageKey = (name: string) => `stage:${name}`;

/** Lays out stages, of which those that are not open are one station each. */
export function lay(stages: readonly Stage[], open: (stage: Stage) => boolean): Plan {
  const stations: Station[] = [];
  const at = new Map<string, number>();
  let height = 0;
  const put = (key: string, high: number, held: boolean | undefined) => {
    stations.push({ key, y: height + high / 2, held });
    height += high;
  };
  for (const stage of stages) {
    const drawn = open(stage);
    put(stageKey(stage.name), stageHeight, drawn ? undefined : stage.steps.every(holds));
    for (const step of stage.steps) {
      if (drawn) put(stepKey(step.id), stepHeight, holds(step));
      at.set(step.id, stations.length - 1);
    }
  }
  return { stations, height, at };
}

/** What a step needs on the way, and what needs it. */
export interface Ties {
  needs: Step[];
  neededBy: Step[];
}

/** The ties of every step; what it needs aside from the way is on no map. */
export function tiesOf(steps: readonly Step[]): ReadonlyMap<string, Ties> {
  const known = new Map(steps.map((step) => [step.id, step]));
  const ties = new Map(steps.map(({ id }): [string, Ties] => [id, { needs: [], neededBy: [] }]));
  for (const step of steps) {
    for (const { id } of step.needs) {
      const need = known.get(id);
      if (!need) continue;
      ties.get(step.id)?.needs.push(need);
      ties.get(id)?.neededBy.push(step);
    }
  }
  return ties;
}

/** The milestones of the way, each by the step at which it is reached: the last one that belongs to it. */
export function flagsOf(shown: Pick<State, 'stages' | 'milestones'>): ReadonlyMap<string, Milestone> {
  const last = new Map<string, string>();
  for (const { steps } of shown.stages)
    for (const { id, milestone } of steps) if (milestone) last.set(milestone, id);
  return new Map(
    shown.milestones.flatMap((each): [string, Milestone][] => {
      const step = last.get(each.name);
      return step === undefined ? [] : [[step, each]];
    }),
  );
}

/** How many steps stand how, in the order in which they are first met. */
export function tally(steps: readonly Step[]): [Mark, number][] {
  const count = new Map<Mark, number>();
  for (const step of steps) count.set(markOf(step), (count.get(markOf(step)) ?? 0) + 1);
  return [...count];
}
