/**
 * Reads what is said of cuts that are abilities.
 *
 * @module
 */

import { err, ok } from "#result";

import { compileModel } from "../../irt/compile-model.ts";
import { testCharacteristicCurve } from "../../irt/test-characteristic-curve.ts";
import { classifyByAbilities, thetaSe } from "./classify-by-model.ts";
import type { ThetaCutsReport } from "./cut-report.ts";
import { reasonsOf, valueOf } from "./outcome.ts";
import type { ThetaSetPlan } from "./plan-theta-cuts.ts";
import { sharesOf } from "./report-cuts.ts";

/** O(cuts * items * categories). */
export function reportThetaCuts({
  irt,
  labels,
  rudner: count,
  standing,
}: ThetaSetPlan): ThetaCutsReport {
  const { scale, D = 1, items } = irt;
  const models = items.map((item) => compileModel(item, D));
  const { cuts } = count.sums;
  const rudner = classifyByAbilities(cuts.map(ok), count);
  return {
    scale,
    from: labels === null ? "asked" : "bands",
    n: standing.n,
    cuts: cuts.map((theta, index) => {
      const outcomes = {
        thetaSe: thetaSe(models, ok(theta)),
        rudner: rudner.cuts[index] ?? err("no_candidates"),
        share: standing.n > 0 ? ok(standing.n) : err("no_candidates" as const),
      };
      const label = labels?.[index];
      return {
        ...(label === undefined ? {} : { label }),
        theta,
        expected: testCharacteristicCurve(models, theta),
        thetaSe: valueOf(outcomes.thetaSe),
        ...sharesOf(standing.n, standing.reached[index] ?? 0),
        rudner: valueOf(outcomes.rudner),
        reasons: reasonsOf(outcomes),
      };
    }),
    rudner: valueOf(rudner.simultaneous),
    reasons: reasonsOf({ rudner: rudner.simultaneous }),
  };
}
