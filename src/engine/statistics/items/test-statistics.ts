import { err, ok, type Result } from "#result";

import type { Rational } from "../../numbers/rational.ts";
import { meanOf, sdOf } from "../mean-and-sd.ts";
import { SUMMARY_PERCENTS } from "../order-statistics.ts";
import { quotient } from "../quotient.ts";
import {
  type AnalysisReason,
  type AnalysisResult,
  orReason,
  ReasonList,
} from "./analysis-reason.ts";
import { type CentralSums, centralSums } from "./central-sums.ts";
import { excessKurtosis } from "./excess-kurtosis.ts";
import type { ExtremeGroups, GroupEdge } from "./extreme-groups.ts";
import { quantileOfTotals } from "./quantile-of-totals.ts";
import { skewness } from "./skewness.ts";
import type { Extremes, Reliability, TestStatistics } from "./test-analysis.ts";
import type { TestCounts, TotalCounts } from "./test-counts.ts";

/** Of the totals of all results. O(totals). */
export function testStatistics(
  { all, unit, gaps, histogram }: TestCounts,
  groups: Result<ExtremeGroups, AnalysisReason>,
  reliability: Reliability,
): TestStatistics {
  const { total, totals } = all;
  const { n } = total;
  const list = new ReasonList();
  const sums = totals === null ? null : centralSums(totals);
  if (n === 0) list.reasons["mean"] = list.reasons["quantiles"] = "no_responses";
  else if (totals === null) list.reasons["quantiles"] = "counts_not_kept";
  if (n < 2) list.reasons["sd"] = n === 0 ? "no_responses" : "fewer_than_two_responses";
  return {
    n,
    gaps,
    mean: meanOf(total, unit.p, unit.q),
    sd: sdOf(total, unit.p, unit.q),
    skewness: list.valueOf("skewness", ofShape(sums, skewness)),
    kurtosis: list.valueOf("kurtosis", ofShape(sums, excessKurtosis)),
    quantiles: SUMMARY_PERCENTS.map((percent) => ({
      p: percent / 100,
      value: n === 0 || totals === null ? null : quantileOfTotals(totals, n, percent, unit),
    })),
    histogram: list.valueOf("histogram", orReason(histogram, "counts_not_kept")),
    extremes: list.valueOf("extremes", extremesOf(groups, totals, unit)),
    reliability,
    reasons: list.reasons,
  };
}

function ofShape(
  sums: CentralSums | null,
  statistic: (sums: CentralSums) => AnalysisResult,
): AnalysisResult {
  return sums === null ? err("counts_not_kept") : statistic(sums);
}

function extremesOf(
  groups: Result<ExtremeGroups, AnalysisReason>,
  totals: TotalCounts | null,
  { p, q }: Rational,
): Result<Extremes, AnalysisReason> {
  if (!groups.ok) return groups;
  const { size, lower, upper } = groups.value;
  const edge = ({ place, inside, at }: GroupEdge) => {
    const cut = BigInt(totals?.totals[place] ?? 0);
    return { cut: quotient(cut * p, q), inclusive: inside + at };
  };
  return ok({ size, lower: edge(lower), upper: edge(upper) });
}
