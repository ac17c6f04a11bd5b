/**
 * The points of all gaps when every one is filled with its best answer, else
 * none.
 *
 *     points = Σ best points of each gap  every gap is filled and earns its best
 *            = 0                          otherwise
 *
 * @module
 */

import * as v from "valibot";

import { add, compare, distinct, ZERO } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import { type CompiledGap, compileGap, gapAnswers, gapsReading } from "./compile-gap.ts";
import { gapFields } from "./gap-fields.ts";

const AllOrNothingItem = v.strictObject({ ...gapFields, rule: v.literal("all_or_nothing") });
type AllOrNothingItem = v.InferOutput<typeof AllOrNothingItem>;

const checks: readonly Check<AllOrNothingItem>[] = [];

export const allOrNothing = {
  Item: AllOrNothingItem,
  checks,
  formula(item: AllOrNothingItem): Formula {
    const gaps = item.gaps.map(compileGap);
    const whole = gaps.map(({ best }) => best).reduce(add, ZERO);
    return {
      values: canMiss(gaps) ? [whole, ZERO, null] : [whole, null],
      reading: (answer) => gapsReading(answer, gaps),
      points: (answer) => {
        const answers = gapAnswers(answer, gaps);
        if (answers === null) return null;
        // Each is asked, so that an impossible answer is found wherever it is.
        const best = gaps.filter(({ worth, best: most }, place) => {
          const given = answers[place];
          return given !== undefined && compare(worth(given), most) === 0;
        });
        return best.length === gaps.length ? whole : ZERO;
      },
    };
  },
};

/** Whether an answer can leave a gap open, or fill one with less than its best. */
function canMiss(gaps: readonly CompiledGap[]): boolean {
  return gaps.length > 1 || gaps.some(({ earned }) => distinct(earned).length > 1);
}
