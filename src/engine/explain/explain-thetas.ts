/**
 * Which categories an ability was estimated from.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import { readCode } from "../answers/decode-response.ts";
import type { IrtMethod, IrtModel } from "../definition/irt.ts";
import type { ReadTheta } from "../irt/read-thetas.ts";
import { PENDING, type ThetaPlan, thetaPlansOf, UNREADABLE } from "../irt/theta-plan.ts";
import { UNANSWERED } from "../irt/estimate.ts";
import { levelCode } from "../scoring/level-code.ts";
import { hasThetas, type Plan, type PlanItem } from "../scoring/plan.ts";

import type { ExplainedItem, ItemState } from "./explain-item.ts";

/** The parameters are in the definition, under the same scale and items. */
export interface ThetaExplanation {
  readonly scale: string;
  readonly method: IrtMethod;
  readonly items: readonly CategoryExplanation[];
  readonly theta: number | null;
  readonly se: number | null;
  readonly reason: string | null;
}

interface CategoryExplanation {
  readonly item: string;
  readonly model: IrtModel;
  readonly state: ItemState;
  /** From 0; null where the item is missing from the estimate. */
  readonly category: number | null;
}

/** @param row With what raters decided (see `placeRatings`). */
export function explainThetas(
  plan: Plan,
  items: readonly ExplainedItem[],
  { row, thetas }: { readonly row: Uint8Array; readonly thetas: readonly ReadTheta[] },
): ThetaExplanation[] {
  if (!hasThetas(plan)) return [];
  return thetaPlansOf(plan).flatMap((thetaPlan, index) => {
    const own = thetas[index];
    if (own === undefined) return [];
    const { scale, method, theta, se, reason } = own;
    return [{ scale, method, items: categories(plan, thetaPlan, items, row), theta, se, reason }];
  });
}

function categories(
  plan: Plan,
  { irt, members, codes }: ThetaPlan,
  items: readonly ExplainedItem[],
  row: Uint8Array,
): CategoryExplanation[] {
  const categoryById = new Map(
    members.map((member, place) => {
      const item = plan.items[member] as PlanItem;
      const code = codeOf(item, readCode(row, item), items[member]);
      const digit =
        code === null ? UNREADABLE : codes.digits[(codes.starts[place] as number) + code];
      return [item.item.id, categoryOf(digit ?? UNREADABLE)];
    }),
  );
  const states = new Map(items.map(({ shown }) => [shown.id, shown.state]));
  return irt.items.flatMap(({ id, model }) => {
    const state = states.get(id);
    if (state === undefined) return [];
    return [{ item: id, model, state, category: categoryById.get(id) ?? null }];
  });
}

/** Answers of a wide item go by the level of their points; null where the revision cannot read one. */
function codeOf(item: PlanItem, code: number, explained: ExplainedItem | undefined): number | null {
  if (item.width === 1 || code < AnswerCode.firstAnswer) return code;
  const micropoints = explained?.micropoints ?? null;
  return micropoints === null ? null : levelCode(item.compiled, micropoints);
}

const NO_CATEGORY = new Set([0, UNANSWERED, PENDING, UNREADABLE]);

function categoryOf(digit: number): number | null {
  return NO_CATEGORY.has(digit) ? null : digit - 1;
}
