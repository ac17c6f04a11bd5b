import { err } from "#result";

import { alphaIfDeleted } from "./alpha-if-deleted.ts";
import type { AnalysisReason, ReasonList } from "./analysis-reason.ts";
import type { BlockRelations } from "./block-relations.ts";
import { itemRest } from "./item-rest.ts";
import { itemTotal } from "./item-total.ts";
import type { Spreads } from "./spreads.ts";
import type { ItemRelations } from "./test-analysis.ts";

/** How one item goes with the others, each null with its reason in `list`. */
export function itemRelations(
  relations: BlockRelations | AnalysisReason,
  place: number,
  list: ReasonList,
): ItemRelations {
  if (typeof relations === "string") {
    return {
      itemTotal: list.valueOf("itemTotal", err(relations)),
      itemRest: list.valueOf("itemRest", err(relations)),
      alphaIfDeleted: list.valueOf("alphaIfDeleted", err(relations)),
    };
  }
  const { spreads, spread } = relations;
  const own = spreads[place] as Spreads;
  return {
    itemTotal: list.valueOf("itemTotal", itemTotal(own)),
    itemRest: list.valueOf("itemRest", itemRest(own)),
    alphaIfDeleted: list.valueOf(
      "alphaIfDeleted",
      alphaIfDeleted(own, { items: spreads.length, spread }),
    ),
  };
}
