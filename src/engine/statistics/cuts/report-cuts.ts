/**
 * Reads what is said of a set of cuts off counts.
 *
 * @module
 */

import { err, ok } from "#result";

import { divide, multiply, type Rational, rational } from "../../numbers/rational.ts";
import { quotient } from "../quotient.ts";
import {
  classifyByAbilities,
  classifyByScores,
  thetaSe,
  thetasOfCuts,
} from "./classify-by-model.ts";
import { classifyByTotals, reliabilityOf } from "./classify-by-totals.ts";
import { lordSem } from "./conditional-sem.ts";
import type { CutReport, CutSetReport, Share } from "./cut-report.ts";
import type { CutTest } from "./cut-test.ts";
import { type Outcome, reasonsOf, valueOf } from "./outcome.ts";
import type { CutPlace, CutPlan, CutSetPlan } from "./plan-cuts.ts";
import type { RudnerCount } from "./rudner-count.ts";
import type { Standing } from "./standing.ts";
import type { TestTotals } from "./test-totals.ts";

export interface CutFacts {
  readonly standing: Standing;
  /** null where readings decide. */
  readonly totals: TestTotals | null;
  /** Given instead of alpha; null where it is not. */
  readonly reliability: number | null;
  /** null where it was not asked for, or no cut has an ability. */
  readonly rudner: RudnerCount | null;
}

/** O(cuts * distinct totals), and O(items * sums * categories) where there are parameters. */
export function reportCuts(set: CutSetPlan, facts: CutFacts): CutSetReport {
  const { standing, totals } = facts;
  const reliability = reliabilityOf(set, totals, facts.reliability);
  const livingstonLewis = classifyByTotals(set, totals, reliability);
  const thetas = thetasOfCuts(set);
  const lee = classifyByScores(set);
  const rudner = classifyByAbilities(thetas, facts.rudner);
  const models = set.curve.ok ? set.curve.value.models : [];
  const cuts = set.cuts.map((cut, index): CutReport => {
    const theta = thetas[index] ?? err("no_irt");
    const outcomes = {
      ...placeOutcomes(set, cut),
      theta,
      thetaSe: thetaSe(models, theta),
      livingstonLewis: livingstonLewis[index] ?? err("not_a_sum"),
      lee: lee.cuts[index] ?? err("no_irt"),
      rudner: rudner.cuts[index] ?? err("no_irt"),
      share: standing.n > 0 ? ok(standing.n) : err("no_candidates" as const),
    };
    return {
      label: cut.label,
      min: numberOf(cut.min),
      points: valueOf(outcomes.points),
      percent: valueOf(outcomes.percent),
      ...sharesOf(standing.n, standing.reached[index] ?? 0),
      near: standing.near[index] ?? 0,
      sem: valueOf(outcomes.sem),
      theta: valueOf(outcomes.theta),
      thetaSe: valueOf(outcomes.thetaSe),
      livingstonLewis: valueOf(outcomes.livingstonLewis),
      lee: valueOf(outcomes.lee),
      rudner: valueOf(outcomes.rudner),
      reasons: reasonsOf(outcomes),
    };
  });
  return {
    scale: set.set.scale,
    on: set.set.on,
    n: standing.n,
    reliability: valueOf(reliability),
    reliabilityFrom: facts.reliability === null ? "alpha" : "given",
    cuts,
    lee: valueOf(lee.simultaneous),
    rudner: valueOf(rudner.simultaneous),
    reasons: reasonsOf({ reliability, lee: lee.simultaneous, rudner: rudner.simultaneous }),
  };
}

export function sharesOf(
  n: number,
  reached: number,
): { readonly below: Share; readonly atOrAbove: Share } {
  const share = (part: number) => ({ n: part, share: n === 0 ? null : part / n });
  return { below: share(n - reached), atOrAbove: share(reached) };
}

function placeOutcomes(
  { test }: CutSetPlan,
  { place }: CutPlan,
): Record<"points" | "percent" | "sem", Outcome<number>> {
  if (place === null) {
    const transformed = err("transformed" as const);
    return { points: transformed, percent: transformed, sem: transformed };
  }
  const { points } = place;
  const isPercent = test.most.p > 0n;
  return {
    points: ok(numberOf(points)),
    percent: isPercent
      ? ok(numberOf(divide(multiply(rational(100n), points), test.most)))
      : err("no_points"),
    sem: lordOutcome(test, place),
  };
}

/** Items of one worth each count as 1. */
function lordOutcome({ members, isSum, source }: CutTest, { whole }: CutPlace): Outcome<number> {
  if (!isSum) return err("not_a_sum");
  const right = Math.max(...(members[0]?.worth ?? []));
  const isAlike = members.every(({ worth, blank }) => {
    return [...worth, blank ?? 0].every((one) => one === 0 || one === right);
  });
  if (!isAlike || right <= 0) return err("items_not_right_or_wrong");
  const score = numberOf(divide(whole, rational(BigInt(right))));
  if (score < 0 || score > members.length) return err("cut_out_of_reach");
  const sem = lordSem(score, members.length);
  if (sem === null) return err("fewer_than_two_items");
  return ok(sem * numberOf(multiply(source.worth, rational(BigInt(right)))));
}

function numberOf({ p, q }: Rational): number {
  return quotient(p, q);
}
