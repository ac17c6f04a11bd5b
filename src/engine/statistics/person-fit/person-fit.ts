/**
 * Whether one response is like those of others of its ability: by the models of
 * its items, where the definition has them, and by its answers alone.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { Layout } from "../../answers/layout.ts";
import { fitPlansOf } from "../../irt/fit/fit-plan.ts";
import { type ScaleFit, scaleFit, unfitted } from "../../irt/fit/scale-fit.ts";
import { readThetas, type StoredThetas } from "../../irt/read-thetas.ts";
import type { ThetaPlan } from "../../irt/theta-plan.ts";
import { type Cell, cellCode } from "../../scoring/cell-code.ts";
import { isAnswered } from "../../scoring/is-answered.ts";
import type { Plan, PlanItem } from "../../scoring/plan.ts";
import type { Tally } from "../tally.ts";
import { guttmanErrors } from "./guttman-errors.ts";
import { guttmanNormed } from "./guttman-normed.ts";
import { type GuttmanItem, guttmanOrder } from "./guttman-order.ts";
import { ENDS_RUN, longestRun } from "./longest-run.ts";
import { type SharedOptions, sharedOptions } from "./shared-options.ts";

/** What all responses of a revision are judged by. */
export interface FitMeasure {
  readonly plan: Plan;
  /** null where it is not known. */
  readonly order: readonly GuttmanItem[] | null;
  readonly options: SharedOptions;
}

export type PatternReason =
  | "response_not_readable"
  | "not_counted"
  | "too_few_items"
  | "all_right_or_all_wrong"
  | "no_shared_options"
  | "nothing_answered";

export interface LongestRun {
  readonly length: number;
  /** Of the items with shared options that were answered. */
  readonly share: number;
}

export interface PersonFit {
  /** One for each of the definition's `irt`. */
  readonly scales: readonly ScaleFit[];
  readonly guttmanErrors: Result<number, PatternReason>;
  readonly guttmanNormed: Result<number, PatternReason>;
  readonly longestRun: Result<LongestRun, PatternReason>;
}

/**
 * @param layout That the plan was compiled for.
 * @param tally Of the run; null where it is not there: then nothing says which item is easier.
 */
export function fitMeasure(plan: Plan, layout: Layout, tally: Tally | null): FitMeasure {
  return {
    plan,
    order: tally === null ? null : guttmanOrder(plan, tally),
    options: sharedOptions(plan, layout),
  };
}

/** @param stored Abilities of the response, and its points: null where the revision cannot read it. */
export function personFit(
  measure: FitMeasure,
  cell: Cell,
  stored: StoredThetas & { readonly points: number | null },
): PersonFit {
  const { plan, order } = measure;
  const { irt = [] } = plan.definition;
  if (stored.points === null) return unreadable(plan);
  const own = readThetas(plan, stored);
  const fitted = fitPlansOf(plan);
  const right = order === null ? null : rightAnswers(plan, order, cell);
  return {
    scales: own.map((theta, index) => {
      const entry = irt[index] as (typeof irt)[number];
      return scaleFit(plan, { plan: fitted[index] as ThetaPlan, irt: entry, own: theta }, cell);
    }),
    guttmanErrors: right === null ? NOT_COUNTED : guttmanErrors(right),
    guttmanNormed: right === null ? NOT_COUNTED : guttmanNormed(right),
    longestRun: runOf(measure, cell),
  };
}

const NOT_COUNTED = err("not_counted" as const);

function unreadable({ definition }: Plan): PersonFit {
  const reason = err("response_not_readable" as const);
  return {
    scales: (definition.irt ?? []).map((irt) => unfitted(irt, reason)),
    guttmanErrors: reason,
    guttmanNormed: reason,
    longestRun: reason,
  };
}

/** Of the items in order that were answered. */
function rightAnswers(plan: Plan, order: readonly GuttmanItem[], cell: Cell): boolean[] {
  return order.flatMap(({ item, right }) => {
    const code = cellCode(plan, item, cell);
    return isAnswered(item.item, code) ? [item.units[code] === right] : [];
  });
}

function runOf({ plan, options }: FitMeasure, cell: Cell): PersonFit["longestRun"] {
  if (!options.isAny) return err("no_shared_options");
  const choices = plan.items.map((item: PlanItem, place) => {
    return options.choices[place]?.[cellCode(plan, item, cell)] ?? ENDS_RUN;
  });
  const answered = choices.filter((choice) => choice > ENDS_RUN).length;
  if (answered === 0) return err("nothing_answered");
  const length = longestRun(choices);
  return ok({ length, share: length / answered });
}
