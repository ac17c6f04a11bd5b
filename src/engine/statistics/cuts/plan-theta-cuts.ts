/**
 * Cuts that are abilities: those of bands on abilities, and those asked for.
 *
 * @module
 */

import { bandCuts } from "../../definition/band-cuts.ts";
import type { Irt } from "../../definition/irt.ts";
import type { Plan } from "../../scoring/plan.ts";
import type { ScoredBatch } from "../../scoring/score-batch.ts";
import { quotient } from "../quotient.ts";
import { withinMostCuts } from "./most-cuts.ts";
import { emptyRudnerCount, type RudnerCount } from "./rudner-count.ts";

export interface ThetaSetPlan {
  readonly irt: Irt;
  readonly irtIndex: number;
  /** Of each cut; null where they were asked for. */
  readonly labels: readonly string[] | null;
  /** Filled by a pass. */
  readonly rudner: RudnerCount;
  /** Candidates by the abilities that results have, for bands; for others those of Rudner's method. */
  readonly standing: ThetaStanding;
}

export interface ThetaStanding {
  n: number;
  readonly reached: number[];
}

/** Bands on abilities in the order of the definition, then the abilities asked for. */
export function planThetaCuts({ definition }: Plan, asked: readonly number[]): ThetaSetPlan[] {
  const { irt: entries = [], bands } = definition;
  const ofBands = bands
    .filter(({ on }) => on === "theta")
    .flatMap((set) => {
      const irtIndex = entries.findIndex(({ scale }) => scale === set.scale);
      const irt = entries[irtIndex];
      const cuts = bandCuts(set);
      // A cut is its decimal, rounded once, as bands have it.
      const thetas = cuts.map(({ from: { p, q } }) => quotient(p, q));
      const labels = cuts.map(({ label }) => label);
      return irt === undefined ? [] : [{ irt, irtIndex, labels, thetas }];
    });
  const others = asked.length === 0 ? [] : entries;
  const sets: ThetaCuts[] = [
    ...ofBands,
    ...others.map((irt, irtIndex) => ({ irt, irtIndex, labels: null, thetas: asked })),
  ];
  const isWithin = withinMostCuts(sets.map(({ thetas }) => thetas.length));
  return sets.map((set, index) => setOf(set, isWithin[index] !== true));
}

interface ThetaCuts extends Pick<ThetaSetPlan, "irt" | "irtIndex" | "labels"> {
  /** Rising. */
  readonly thetas: readonly number[];
}

function setOf({ thetas, ...set }: ThetaCuts, isBeyond: boolean): ThetaSetPlan {
  const rudner = emptyRudnerCount(set.irt.scale, thetas, isBeyond);
  const standing = set.labels === null ? rudner : { n: 0, reached: Array.from(thetas, () => 0) };
  return { ...set, rudner, standing };
}

/** Adds the abilities of a batch to a set of bands. An infinite one is above every cut or below all. */
export function addThetas(
  { irtIndex, labels, rudner, standing }: ThetaSetPlan,
  { thetas }: ScoredBatch,
): void {
  if (labels === null) return;
  for (const theta of thetas?.[irtIndex]?.theta ?? []) {
    if (Number.isNaN(theta)) continue;
    standing.n++;
    for (const [index, cut] of rudner.sums.cuts.entries()) {
      if (theta >= cut) standing.reached[index] = (standing.reached[index] ?? 0) + 1;
    }
  }
}
