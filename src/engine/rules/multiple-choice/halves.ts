/**
 * Full points without an error, half for one, a quarter for two.
 *
 *     e = f + m errors:  0 → M,  1 → M/2 if n ≥ 3,  2 → M/4 if n ≥ 5,  else 0
 *
 * n = |C| + |W|, m = |C| - h: short lists forgive less, where guessing is easy.
 *
 * Also known from: edX, where checkbox problems have the partial credit "halves"
 * (`grade_via_halves` in its `capa/responsetypes.py`).
 *
 * @module
 */

import * as v from "valibot";

import { ONE, rational, type Rational, ZERO } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import {
  countingChecks,
  countingFields,
  countingFormula,
  type CountingRule,
} from "./counting-rule.ts";

const HalvesItem = v.strictObject({ ...countingFields, rule: v.literal("halves") });
type HalvesItem = v.InferOutput<typeof HalvesItem>;

const HALF = rational(1n, 2n);
const QUARTER = rational(1n, 4n);

const counting: CountingRule = {
  share: ({ keyed, options, hits, falseAlarms }) => shareOf(keyed - hits + falseAlarms, options),
  shares: (_, options) => [ZERO, ONE, shareOf(1, options), shareOf(2, options)],
};

const checks: readonly Check<HalvesItem>[] = countingChecks;

export const halves = {
  Item: HalvesItem,
  checks,
  formula(item: HalvesItem): Formula {
    return countingFormula(item, counting);
  },
};

function shareOf(errors: number, options: number): Rational {
  if (errors === 0) return ONE;
  if (errors === 1 && options >= 3) return HALF;
  return errors === 2 && options >= 5 ? QUARTER : ZERO;
}
