/**
 * The points of all gaps together ("cloze", "fill in the blanks").
 *
 *     points = Σ points of each gap
 *
 * Each gap has its own order of operations, `blank` and `weight` among it, but
 * only the sum is rounded. A gap that is null or missing is left open and worth
 * its `blank`; with all of them open the item is omitted.
 *
 * @module
 */

import * as v from "valibot";

import { add, type Rational, ZERO } from "../../numbers/rational.ts";
import { MOST_SUMS } from "../multiple-choice/subset-sums.ts";
import type { Check, Formula } from "../rule.ts";

import { compileGap, gapAnswers, gapsReading } from "./compile-gap.ts";
import { type Gap, gapFields } from "./gap-fields.ts";
import { possibleSums } from "./possible-sums.ts";

const SumItem = v.strictObject({
  ...gapFields,
  rule: v.optional(v.literal("sum"), "sum"),
});
type SumItem = v.InferOutput<typeof SumItem>;

/** Scoring counts responses by points, so an item must not have millions of them. */
const sumsAreFew: Check<SumItem> = {
  reads: ["gaps"],
  faults: ({ gaps }) => {
    if (sumsOf(gaps) !== null) return [];
    const message = "too many different sums of points are possible; use rounder points";
    return [{ code: "too_many_sums", path: "gaps", message }];
  },
};

const checks: readonly Check<SumItem>[] = [sumsAreFew];

export const sum = {
  Item: SumItem,
  checks,
  formula(item: SumItem): Formula {
    const gaps = item.gaps.map(compileGap);
    const values = sumsOf(item.gaps);
    if (values === null) throw new RangeError(`too many sums of points: ${item.id}`);
    return {
      values: [...values, null],
      reading: (answer) => gapsReading(answer, gaps),
      points: (answer) => {
        const answers = gapAnswers(answer, gaps);
        if (answers === null) return null;
        return gaps.reduce((points, { worth, open }, place) => {
          const given = answers[place];
          return add(points, given === undefined ? open : worth(given));
        }, ZERO);
      },
    };
  },
};

function sumsOf(gaps: readonly Gap[]): Rational[] | null {
  return possibleSums(gaps.map(compileGap), MOST_SUMS);
}
