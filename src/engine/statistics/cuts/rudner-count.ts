/**
 * What Rudner's method needs of each response: EAP over 121 nodes and the
 * standard error by the information of what was answered, 1 / √I(θ).
 *
 * @module
 */

import type { Irt } from "../../definition/irt.ts";
import type { ThetaEstimator } from "../../irt/estimate.ts";
import type { ItemModel } from "../../irt/item-model.ts";
import { scoreThetas } from "../../irt/score-thetas.ts";
import { testInformation } from "../../irt/test-information.ts";
import { planThetas, type ThetaPlan } from "../../irt/theta-plan.ts";
import type { Plan } from "../../scoring/plan.ts";
import type { CountableBatch } from "../count-batch.ts";
import { informationSem } from "./conditional-sem.ts";
import { addToRudner, emptyRudnerSums, type RudnerSums } from "./rudner.ts";

const NODES = 121;
/** Of the prior, on either side of its mean. */
const REACH = 6;

/** Estimates for one entry of a definition's `irt`. */
export interface RudnerPlan {
  readonly scale: string;
  readonly theta: ThetaPlan;
}

/** @param scales Whose entries are wanted. */
export function planRudner(plan: Plan, scales: ReadonlySet<string>): RudnerPlan[] {
  const irt = (plan.definition.irt ?? []).filter(({ scale }) => scales.has(scale)).map(eapEntry);
  return planThetas({ ...plan, definition: { ...plan.definition, irt } }).map((theta) => ({
    scale: theta.irt.scale,
    theta: { ...theta, estimator: withInformation(theta.models, theta.estimator) },
  }));
}

function eapEntry(irt: Irt): Irt {
  const { mean, sd } = irt.prior ?? { mean: 0, sd: 1 };
  const grid = { from: mean - REACH * sd, to: mean + REACH * sd, nodes: NODES };
  return { ...irt, method: "eap", grid };
}

function withInformation(models: readonly ItemModel[], eap: ThetaEstimator): ThetaEstimator {
  return {
    estimate(digits, into, response) {
      eap.estimate(digits, into, response);
      const theta = into.theta[response] as number;
      // Of EAP, 0 is every item that is left out.
      const answered = models.filter((_, item) => digits[item] !== 0);
      const { test } = testInformation(answered, theta);
      into.se[response] = informationSem(test) ?? Number.NaN;
    },
  };
}

/** Sums of one list of cuts on the abilities of one scale; those of different responses add. */
export interface RudnerCount {
  readonly scale: string;
  readonly sums: RudnerSums;
  /** Whether there are too many cuts to classify by: then candidates are counted alone. */
  readonly isBeyond: boolean;
  /** Candidates who have an ability. */
  n: number;
  /** Those of them at or above each cut. */
  readonly reached: number[];
}

/** @param cuts Rising, at least one. */
export function emptyRudnerCount(
  scale: string,
  cuts: readonly number[],
  isBeyond: boolean,
): RudnerCount {
  return { scale, sums: emptyRudnerSums(cuts), isBeyond, n: 0, reached: cuts.map(() => 0) };
}

/** Adds settled responses to every count of its scale. O(responses * (items + cuts)). */
export function countRudner(
  plan: Plan,
  { scale, theta: thetaPlan }: RudnerPlan,
  counts: readonly RudnerCount[],
  { batch, levels }: CountableBatch,
): void {
  const { theta, se } = scoreThetas(plan, thetaPlan, batch, levels);
  const own = counts.filter((count) => count.scale === scale);
  for (let response = 0; response < batch.count; response++) {
    for (const count of own) addCandidate(count, theta[response] as number, se[response] as number);
  }
}

function addCandidate(count: RudnerCount, theta: number, se: number): void {
  if (!count.isBeyond) addToRudner(count.sums, theta, se);
  if (!Number.isFinite(theta)) return;
  count.n++;
  for (const [index, cut] of count.sums.cuts.entries()) {
    if (theta >= cut) count.reached[index] = (count.reached[index] ?? 0) + 1;
  }
}
