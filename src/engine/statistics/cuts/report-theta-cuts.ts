/**
 * Reads what is said of cuts that are abilities. A set of bands on abilities
 * would bring its cuts here too.
 *
 * @module
 */

import { err, ok } from "#result";

import type { Irt } from "../../definition/irt.ts";
import { compileModel } from "../../irt/compile-model.ts";
import { testCharacteristicCurve } from "../../irt/test-characteristic-curve.ts";
import { classifyByAbilities, thetaSe } from "./classify-by-model.ts";
import type { ThetaCutsReport } from "./cut-report.ts";
import { reasonsOf, valueOf } from "./outcome.ts";
import { sharesOf } from "./report-cuts.ts";
import type { RudnerCount } from "./rudner-count.ts";

/** O(cuts * items * categories). */
export function reportThetaCuts({ scale, D = 1, items }: Irt, count: RudnerCount): ThetaCutsReport {
  const models = items.map((item) => compileModel(item, D));
  const { cuts } = count.sums;
  const rudner = classifyByAbilities(cuts.map(ok), count);
  return {
    scale,
    n: count.n,
    cuts: cuts.map((theta, index) => {
      const outcomes = {
        thetaSe: thetaSe(models, ok(theta)),
        rudner: rudner.cuts[index] ?? err("no_candidates"),
        share: count.n > 0 ? ok(count.n) : err("no_candidates" as const),
      };
      return {
        theta,
        expected: testCharacteristicCurve(models, theta),
        thetaSe: valueOf(outcomes.thetaSe),
        ...sharesOf(count.n, count.reached[index] ?? 0),
        rudner: valueOf(outcomes.rudner),
        reasons: reasonsOf(outcomes),
      };
    }),
    rudner: valueOf(rudner.simultaneous),
    reasons: reasonsOf({ rudner: rudner.simultaneous }),
  };
}
