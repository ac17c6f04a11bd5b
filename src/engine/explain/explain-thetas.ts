/**
 * Which categories an ability was estimated from.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import { parseAnswer } from "../answers/answer-text.ts";
import { readCode } from "../answers/decode-response.ts";
import type { Irt, IrtMethod, IrtModel } from "../definition/irt.ts";
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
  /** What the definition does with theta; only where it does something, as are all that follow. */
  readonly transform?: readonly Readonly<Record<string, unknown>>[];
  /** What chose the norm groups, where transforms have any. */
  readonly attributes?: unknown;
  readonly value?: number | null;
  readonly valueSe?: number;
  readonly valueReason?: string | null;
}

interface CategoryExplanation {
  readonly item: string;
  readonly model: IrtModel;
  readonly state: ItemState;
  /** From 0; null where the item is missing from the estimate. */
  readonly category: number | null;
}

interface Explained {
  /** With what raters decided (see `placeRatings`). */
  readonly row: Uint8Array;
  readonly thetas: readonly ReadTheta[];
  /** JSON text; null where there are none. */
  readonly attributes: string | null;
}

export function explainThetas(
  plan: Plan,
  items: readonly ExplainedItem[],
  { row, thetas, attributes }: Explained,
): ThetaExplanation[] {
  if (!hasThetas(plan)) return [];
  return thetaPlansOf(plan).flatMap((thetaPlan, index) => {
    const own = thetas[index];
    if (own === undefined) return [];
    const { scale, method, theta, se, reason } = own;
    const used = categories(plan, thetaPlan, items, row);
    const hasGroups = plan.thetaValues[index]?.hasGroups === true;
    const chosenBy = attributes === null ? null : parseAnswer(attributes);
    const value = valueOf(own, thetaPlan.irt);
    const groups = hasGroups ? { attributes: chosenBy } : {};
    return [{ scale, method, items: used, theta, se, reason, ...value, ...groups }];
  });
}

function valueOf({ transformed }: ReadTheta, { transform = [] }: Irt) {
  if (transformed === null) return {};
  const { value, se, reason } = transformed;
  return { transform, value, ...(se === null ? {} : { valueSe: se }), valueReason: reason };
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
