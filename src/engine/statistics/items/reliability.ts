import { err, ok } from "#result";

import { alphaOfSpreads } from "../coefficient-alpha.ts";
import { sdOf } from "../mean-and-sd.ts";
import type { Moments } from "../moments.ts";
import { type AnalysisReason, type AnalysisResult, ReasonList } from "./analysis-reason.ts";
import type { BlockRelations } from "./block-relations.ts";
import { feldtInterval } from "./feldt-interval.ts";
import type { BlockReliability } from "./test-analysis.ts";
import type { TestCounts } from "./test-counts.ts";

/** Of the items that a block counts. O(items). */
export function blockReliability(
  test: TestCounts,
  total: Moments | null,
  relations: BlockRelations | AnalysisReason,
): BlockReliability {
  const list = new ReasonList();
  const alpha = list.valueOf("alpha", alphaOf(test, relations));
  const isDichotomous = test.items.length > 0 && hasOnlyZeroAndOne(test);
  if (alpha === null) {
    for (const name of ["interval", "kr20", "sem"]) list.reasons[name] = "alpha_undefined";
  }
  if (!isDichotomous) list.reasons["kr20"] = "points_not_zero_or_one";
  return {
    n: total?.n ?? null,
    alpha,
    ...errorsOf(test, total, alpha),
    // Variances of 0/1 items divide by n - 1 as those of totals do: alpha to the last bit.
    kr20: isDichotomous ? alpha : null,
    reasons: list.reasons,
  };
}

function errorsOf(
  { items, unit }: TestCounts,
  total: Moments | null,
  alpha: number | null,
): Pick<BlockReliability, "interval" | "sem"> {
  if (alpha === null || total === null) return { interval: null, sem: null };
  const sd = sdOf(total, unit.p, unit.q);
  return {
    interval: feldtInterval(alpha, total.n, items.length),
    sem: sd === null ? null : sd * Math.sqrt(1 - alpha),
  };
}

function alphaOf(
  { items }: TestCounts,
  relations: BlockRelations | AnalysisReason,
): AnalysisResult {
  if (typeof relations === "string") return err(relations);
  if (items.length < 2) return err("fewer_than_two_items");
  const total = relations.spreads[0]?.total ?? 0n;
  if (total === 0n) return err("no_variance");
  return ok(alphaOfSpreads(items.length, relations.spread, total));
}

/** Whatever was answered: the definition decides. */
function hasOnlyZeroAndOne({ items, unit }: TestCounts): boolean {
  return items.every(
    ({ most, codes }) =>
      BigInt(most) * unit.p === unit.q &&
      codes.every(({ x }) => x === 0 || x === most || Number.isNaN(x)),
  );
}
