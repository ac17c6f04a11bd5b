/**
 * A test whose points are the sum of its items' categories under a model, so
 * that what is expected of the sum is expected of the points.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { Irt, IrtItem } from "../../definition/irt.ts";
import { compileModel } from "../../irt/compile-model.ts";
import { inverseTccs } from "../../irt/inverse-tcc.ts";
import { categoriesOf } from "../../irt/item-categories.ts";
import type { ItemModel } from "../../irt/item-model.ts";
import type { NormalPrior } from "../../irt/grid.ts";
import { divide, type Rational, rational, subtract } from "../../numbers/rational.ts";
import { quotient } from "../quotient.ts";
import type { CutMember, CutTest } from "./cut-test.ts";

export interface TestCurve {
  readonly models: readonly ItemModel[];
  readonly prior: NormalPrior;
  /** T = base + step C, with C the sum of categories. */
  readonly base: number;
  readonly step: number;
}

export type CurveFault = "no_irt" | "not_a_sum" | "points_not_sum_of_categories";

/** Every member must have a model, and each category of each be worth the same more than the one before. */
export function testCurve(test: CutTest, irt: Irt | undefined): Result<TestCurve, CurveFault> {
  if (irt === undefined) return err("no_irt");
  if (!test.isSum) return err("not_a_sum");
  const { items, D = 1, prior = { mean: 0, sd: 1 } } = irt;
  const members = new Map(test.members.map((member) => [member.id, member]));
  const ladders = items.map((item) => ladderOf(item, members.get(item.id)));
  const step = ladders[0]?.step ?? 0;
  const isWhole = items.length === test.members.length && step > 0;
  if (!isWhole || ladders.some((ladder) => ladder?.step !== step)) {
    return err("points_not_sum_of_categories");
  }
  const base = ladders.reduce((sum, ladder) => sum + (ladder?.base ?? 0), 0);
  return ok({ models: items.map((item) => compileModel(item, D)), prior, base, step });
}

interface Ladder {
  readonly base: number;
  readonly step: number;
}

/** null where categories are not equally far apart in T. */
function ladderOf(item: IrtItem, member: CutMember | undefined): Ladder | null {
  if (member === undefined) return null;
  const categories = categoriesOf(item, member.levels);
  const base = member.worth[categories.indexOf(0)];
  const next = member.worth[categories.indexOf(1)];
  if (base === undefined || next === undefined) return null;
  const step = next - base;
  const isEven = categories.every((k, level) => member.worth[level] === base + k * step);
  return isEven ? { base, step } : null;
}

/** The sum of categories that is worth T. */
export function categoriesAt({ base, step }: TestCurve, whole: Rational): number {
  const { p, q } = divide(subtract(whole, rational(BigInt(base))), rational(BigInt(step)));
  return quotient(p, q);
}

/** The ability at which each T is expected. */
export function thetasAt(
  curve: TestCurve,
  wholes: readonly Rational[],
): Result<number, "cut_out_of_reach">[] {
  const scores = wholes.map((whole) => categoriesAt(curve, whole));
  return inverseTccs(curve.models, scores).map((found) =>
    found.ok ? found : err("cut_out_of_reach"),
  );
}
