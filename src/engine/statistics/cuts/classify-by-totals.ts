/**
 * Livingston and Lewis's method for each cut of a set.
 *
 * @module
 */

import { err, ok } from "#result";

import { divide, rational } from "../../numbers/rational.ts";
import { quotient } from "../quotient.ts";
import type { LivingstonLewisReport } from "./cut-report.ts";
import { rangeOfTest } from "./cut-test.ts";
import { livingstonLewis } from "./livingston-lewis.ts";
import type { Outcome } from "./outcome.ts";
import type { CutSetPlan } from "./plan-cuts.ts";
import type { ScoreCounts } from "./score-counts.ts";
import type { TestTotals } from "./test-totals.ts";

/** @param given Instead of alpha; null where it is not. */
export function reliabilityOf(
  set: CutSetPlan,
  totals: TestTotals | null,
  given: number | null,
): Outcome<number> {
  if (given !== null) return ok(given);
  if (set.isTransformed) return err("transformed");
  return totals === null ? err("not_a_sum") : totals.alpha;
}

/** One outcome a cut. */
export function classifyByTotals(
  set: CutSetPlan,
  totals: TestTotals | null,
  reliability: Outcome<number>,
): Outcome<LivingstonLewisReport>[] {
  const counts = scoreCounts(set, totals);
  const { unit } = set.test;
  if (counts.ok && reliability.ok && set.isBeyond) return set.cuts.map(() => err("too_many_cuts"));
  return set.cuts.map(({ place }) => {
    if (!counts.ok) return counts;
    if (!reliability.ok) return err("reliability_undefined");
    if (place === null) return err("transformed");
    const { p, q } = divide(place.whole, rational(BigInt(unit)));
    const found = livingstonLewis(counts.value, reliability.value, quotient(p, q));
    if (!found.ok) return found;
    const { trueScores: _, passingScores: __, ...report } = found.value;
    return ok(report);
  });
}

/** The distribution of totals over one set of items. */
function scoreCounts(
  { test, isTransformed }: CutSetPlan,
  totals: TestTotals | null,
): Outcome<ScoreCounts> {
  if (isTransformed) return err("transformed");
  if (totals === null || !test.isSum) return err("not_a_sum");
  if (totals.hasGaps) return err("several_presented_sets");
  const own = totals.byMaximum.get(test.full);
  const { min, max } = rangeOfTest(test);
  return ok({
    totals: Array.from(own?.totals ?? [], (total, place) => {
      return { total, candidates: own?.counts[place] ?? 0 };
    }),
    min: min / test.unit,
    max: max / test.unit,
  });
}
