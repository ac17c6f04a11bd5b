/**
 * Reads the summary of a run off its tally.
 *
 * @module
 */

import { type Micropoints, toPoints } from "../micropoints.ts";
import type { Plan, ScalePlan } from "../scoring/plan.ts";
import { coefficientAlpha } from "./coefficient-alpha.ts";
import { histogramOf } from "./histogram.ts";
import { PARTS_OF_THETA } from "./count-thetas.ts";
import { itemMoments } from "./item-moments.ts";
import { meanOf, sdOf } from "./mean-and-sd.ts";
import type { Moments } from "./moments.ts";
import { SUMMARY_PERCENTS } from "./order-statistics.ts";
import { quantile } from "./quantile.ts";
import { quotient } from "./quotient.ts";
import type {
  BandSummary,
  GateSummary,
  ScaleSummary,
  Statistic,
  Summary,
  ThetaSummary,
  UndefinedReason,
} from "./summary.ts";
import type { Tally } from "./tally.ts";

/**
 * @param totals Sorted totals by rank: those of `summaryRanks`.
 * @param submitted Responses of all attempts; left out where all of them count.
 */
export function summarize(
  plan: Plan,
  tally: Tally,
  totals: ReadonlyMap<number, Micropoints>,
  submitted: number = tally.responses + tally.failed + tally.provisional,
): Summary {
  const n = tally.responses;
  const quantiles = SUMMARY_PERCENTS.map((percent) => ({
    p: percent / 100,
    value: n === 0 ? null : quantile(n, percent, totals),
  }));
  const sd = sdOf(tally.total, plan.unit);
  const { alpha, reason } = alphaOf(plan, tally);
  return {
    responses: n,
    failed: tally.failed,
    ...(plan.rated.length === 0 ? {} : { provisional: tally.provisional }),
    attempts: plan.definition.attempts ?? "all",
    submitted,
    maxPoints: toPoints(plan.maxPoints),
    mean: meanOf(tally.total, plan.unit),
    sd,
    ...extremesOf(tally.total, plan.unit),
    median: quantiles.find(({ p }) => p === 0.5)?.value ?? null,
    quantiles,
    histogram: histogramOf(plan, tally),
    alpha,
    sem: alpha === null || sd === null ? null : standardError(sd, alpha),
    scales: plan.scales.map((scale, index) => scaleSummary(scale, tally.scales[index] as Moments)),
    ...(tally.thetas.length === 0 ? {} : { thetas: thetaSummaries(plan, tally) }),
    bands: plan.bands.map((band, index) =>
      bandSummary(band.scale, band.labels, tally.bands[index] as number[], n),
    ),
    ...(plan.gates.length === 0 ? {} : { gates: gateSummaries(plan, tally) }),
    reasons: reasonsOf(n, reason),
  };
}

/** SEM = s √(1 - alpha), in points. */
function standardError(sd: number, alpha: number): number {
  return sd * Math.sqrt(1 - alpha);
}

function alphaOf(
  plan: Plan,
  tally: Tally,
): { readonly alpha: Statistic; readonly reason: UndefinedReason | null } {
  // Item variances over different sets of items do not add up to one total.
  if (tally.incomplete > 0) return { alpha: null, reason: "several_presented_sets" };
  const alpha = coefficientAlpha(itemMoments(plan, tally), tally.total);
  return alpha.ok ? { alpha: alpha.value, reason: null } : { alpha: null, reason: alpha.error };
}

function extremesOf(moments: Moments, unit: number): { min: Statistic; max: Statistic } {
  if (moments.n === 0) return { min: null, max: null };
  return { min: toPoints(moments.min * unit), max: toPoints(moments.max * unit) };
}

function scaleSummary({ id, counted }: ScalePlan, moments: Moments): ScaleSummary {
  const { n, min, max } = moments;
  const { p, q } = counted;
  const valueOf = (whole: number) => (n === 0 ? null : quotient(BigInt(whole) * p, q));
  return {
    id,
    n,
    mean: meanOf(moments, p, q),
    sd: sdOf(moments, p, q),
    min: valueOf(min),
    max: valueOf(max),
  };
}

function thetaSummaries({ definition }: Plan, tally: Tally): ThetaSummary[] {
  const parts = BigInt(PARTS_OF_THETA);
  return (definition.irt ?? []).map(({ scale }, index) => {
    const moments = tally.thetas[index] as Moments;
    const { n, min, max } = moments;
    const valueOf = (whole: number) => (n === 0 ? null : quotient(BigInt(whole), parts));
    const [mean, sd] = [meanOf(moments, 1, parts), sdOf(moments, 1, parts)];
    return { scale, n, mean, sd, min: valueOf(min), max: valueOf(max) };
  });
}

function gateSummaries(plan: Plan, tally: Tally): GateSummary[] {
  return plan.gates.map(({ id }, index) => {
    const [passed = 0, notPassed = 0, unknown = 0] = tally.gates[index] ?? [];
    return { id, passed, notPassed, unknown };
  });
}

function bandSummary(
  scale: string,
  labels: readonly string[],
  counts: readonly number[],
  n: number,
): BandSummary {
  return {
    scale,
    bands: labels.map((label, index) => {
      const count = counts[index] ?? 0;
      return { label, n: count, share: n === 0 ? null : count / n };
    }),
    none: counts.at(-1) ?? 0,
  };
}

function reasonsOf(n: number, alpha: UndefinedReason | null): Record<string, UndefinedReason> {
  const reasons: Record<string, UndefinedReason> = {};
  if (n === 0) {
    for (const name of ["mean", "min", "max", "median", "quantiles"]) {
      reasons[name] = "no_responses";
    }
  }
  if (n < 2) reasons["sd"] = n === 0 ? "no_responses" : "fewer_than_two_responses";
  if (alpha !== null) {
    reasons["alpha"] = alpha;
    reasons["sem"] = "alpha_undefined";
  }
  return reasons;
}
