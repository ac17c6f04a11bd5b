import { err } from "#result";

import type { Rational } from "../../numbers/rational.ts";
import { quotient } from "../quotient.ts";
import { type AnalysisReason, ReasonList } from "./analysis-reason.ts";
import type { CodeGroup } from "./code-group.ts";
import { optionRest } from "./option-rest.ts";
import type { Spreads } from "./spreads.ts";
import type { Strata } from "./strata.ts";
import type { OptionAnalysis } from "./test-analysis.ts";

export interface OptionContext {
  readonly unit: Rational;
  /** Results in which the item was shown. */
  readonly presented: number;
  /** Or why the item cannot be related to the total. */
  readonly spreads: Spreads | AnalysisReason;
  /** Or why there are none. */
  readonly strata: Strata | AnalysisReason;
}

/** One row. O(totals). */
export function optionAnalysis(option: CodeGroup, context: OptionContext): OptionAnalysis {
  const { unit, presented, spreads, strata } = context;
  const { code, state, x, n, total, joint } = option;
  const list = new ReasonList();
  const inStrata = typeof strata === "string" ? strata : sharesIn(strata, joint);
  const meanTotal = n === 0 ? null : quotient(total * unit.p, BigInt(n) * unit.q);
  if (meanTotal === null) list.reasons["meanTotal"] = "no_responses";
  if (presented === 0) list.reasons["share"] = "no_responses";
  if (typeof inStrata === "string") list.reasons["strata"] = inStrata;
  return {
    code,
    state,
    points: quotient(BigInt(x) * unit.p, unit.q),
    n,
    share: presented === 0 ? null : n / presented,
    meanTotal,
    rest: list.valueOf(
      "rest",
      typeof spreads === "string" ? err(spreads) : optionRest(option, spreads),
    ),
    strata: typeof inStrata === "string" ? null : inStrata,
    reasons: list.reasons,
  };
}

function sharesIn(
  { of, n }: Strata,
  joint: Float64Array | null,
): (number | null)[] | AnalysisReason {
  if (joint === null) return "counts_not_kept";
  const counts = new Float64Array(n.length);
  for (let place = 0; place < joint.length; place++) {
    const stratum = of[place] as number;
    counts[stratum] = (counts[stratum] as number) + (joint[place] as number);
  }
  return Array.from(counts, (count, stratum) => {
    const results = n[stratum] as number;
    return results === 0 ? null : count / results;
  });
}
