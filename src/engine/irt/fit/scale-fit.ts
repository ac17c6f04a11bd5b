/**
 * How well one response fits the model behind an ability.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { Irt } from "../../definition/irt.ts";
import { type Cell, cellCode } from "../../scoring/cell-code.ts";
import type { Plan, PlanItem } from "../../scoring/plan.ts";
import { noEstimates, THETA_REASONS } from "../estimate.ts";
import type { ReadTheta } from "../read-thetas.ts";
import { PENDING, type ThetaPlan, UNREADABLE } from "../theta-plan.ts";
import type { GivenAnswers } from "./given-answers.ts";
import { infit } from "./infit.ts";
import { lz } from "./lz.ts";
import { lzStar, type LzStarReason } from "./lz-star.ts";
import { outfit } from "./outfit.ts";
import { priorSlope, type SlopeMethod } from "./prior-slope.ts";
import { residualsOf } from "./residuals.ts";

export type FitReason =
  | NonNullable<ReadTheta["reason"]>
  | LzStarReason
  /** Infit and outfit: categories of a nominal model are no numbers. */
  | "no_category_order";

export type Fit = Result<number, FitReason>;

export interface ScaleFit {
  readonly scale: string;
  /** EAP: where lz, infit and outfit are taken. */
  readonly theta: Fit;
  readonly lz: Fit;
  readonly infit: Fit;
  readonly outfit: Fit;
  /** At the entry's own estimate; null where that is neither ML, MAP nor WLE. */
  readonly lzStar: { readonly method: SlopeMethod; readonly value: Fit } | null;
}

/** One entry of `irt`: as it is fitted, as it is written, and what it estimated. */
export interface FittedEntry {
  /** Of `fitPlansOf`. */
  readonly plan: ThetaPlan;
  readonly irt: Irt;
  readonly own: ReadTheta;
}

/** Over the categories that the ability is estimated from. O(categories of the items), and an EAP. */
export function scaleFit(plan: Plan, entry: FittedEntry, cell: Cell): ScaleFit {
  const { scale } = entry.irt;
  const digits = digitsOf(plan, entry.plan, cell);
  const given = { models: entry.plan.models, digits };
  const theta = thetaOf(entry.plan, digits);
  if (!theta.ok) return unfitted(entry.irt, theta);
  const residuals = isOrdered(plan, entry.plan, digits)
    ? ok(residualsOf(given, theta.value))
    : err("no_category_order" as const);
  return {
    scale,
    theta,
    lz: lz(given, theta.value),
    infit: residuals.ok ? infit(residuals.value) : residuals,
    outfit: residuals.ok ? outfit(residuals.value) : residuals,
    lzStar: lzStarOf(entry, given),
  };
}

/** Everything null for one reason. */
export function unfitted({ scale, method }: Irt, reason: Result<never, FitReason>): ScaleFit {
  const star = isOfSlope(method) ? { method, value: reason } : null;
  return { scale, theta: reason, lz: reason, infit: reason, outfit: reason, lzStar: star };
}

function digitsOf(plan: Plan, { members, codes }: ThetaPlan, cell: Cell): Uint8Array {
  return Uint8Array.from(members, (member, place) => {
    const code = cellCode(plan, plan.items[member] as PlanItem, cell);
    return codes.digits[(codes.starts[place] as number) + code] ?? UNREADABLE;
  });
}

function thetaOf({ estimator }: ThetaPlan, digits: Uint8Array): Result<number, FitReason> {
  if (digits.includes(UNREADABLE)) return err("response_not_readable");
  if (digits.includes(PENDING)) return err("ratings_pending");
  const estimates = noEstimates(1);
  estimator.estimate(digits, estimates, 0);
  const { theta, reason } = estimates;
  const missing = THETA_REASONS[reason[0] ?? 0] ?? null;
  return missing === null ? ok(theta[0] as number) : err(missing);
}

function isOrdered(plan: Plan, { irt, members }: ThetaPlan, digits: Uint8Array): boolean {
  const nominal = new Set(irt.items.filter(({ model }) => model === "NRM").map(({ id }) => id));
  if (nominal.size === 0) return true;
  return members.every((member, place) => {
    return digits[place] === 0 || !nominal.has((plan.items[member] as PlanItem).item.id);
  });
}

function lzStarOf({ irt, own }: FittedEntry, given: GivenAnswers): ScaleFit["lzStar"] {
  const { method } = irt;
  if (!isOfSlope(method)) return null;
  const { theta, reason } = own;
  if (theta === null || reason !== null) {
    return { method, value: err(reason ?? "not_estimated") };
  }
  return { method, value: lzStar(given, theta, priorSlope(irt, method, given, theta)) };
}

function isOfSlope(method: Irt["method"]): method is SlopeMethod {
  return method === "ml" || method === "map" || method === "wle";
}
