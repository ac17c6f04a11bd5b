/**
 * Four decisions, of which one may be wrong ("K′ item", "K-prime", "type Kprim").
 *
 *     errors f + m:  0 → M,  1 → M/2,  else 0;  four options, m = |C| - h
 *
 * Source: Krebs, R. (1997). The Swiss way to score multiple true-false items:
 * theoretical and empirical evidence. In Advances in Medical Education, Springer;
 * half a point for three right decisions, since 1988.
 *
 * @module
 */

import * as v from "valibot";

import { ONE, rational, ZERO } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import {
  countingChecks,
  countingFields,
  countingFormula,
  type CountingRule,
} from "./counting-rule.ts";

const KprimItem = v.strictObject({ ...countingFields, rule: v.literal("kprim") });
type KprimItem = v.InferOutput<typeof KprimItem>;

const HALF = rational(1n, 2n);

const optionsAreFour: Check<KprimItem> = {
  reads: ["options"],
  faults: ({ options }) => {
    if (options.length === 4) return [];
    const message = `kprim needs exactly 4 options; there are ${options.length}`;
    return [{ code: "options_not_four", path: "options", message }];
  },
};

const counting: CountingRule = {
  share: ({ keyed, hits, falseAlarms }) => {
    const errors = keyed - hits + falseAlarms;
    if (errors === 0) return ONE;
    return errors === 1 ? HALF : ZERO;
  },
  shares: () => [ZERO, HALF, ONE],
};

const checks: readonly Check<KprimItem>[] = [...countingChecks, optionsAreFour];

export const kprim = {
  Item: KprimItem,
  checks,
  formula(item: KprimItem): Formula {
    return countingFormula(item, counting);
  },
};
