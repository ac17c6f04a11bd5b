/**
 * A number that is equal to a key, or close enough to it.
 *
 *     points = the most that a key whose interval holds x is worth
 *            = 0  where none does, and for text that is no number (`onInvalid: "wrong"`)
 *
 * A key is worth M, or its own points; its interval is in `accepted-numbers.ts`.
 * All of it in exact decimals: 0.1 + 0.2 is 0.3. O(keys) an answer.
 *
 * Several keys with points and tolerances of their own are known from Moodle
 * ("Numerical question type": answers with a grade and an accepted error each).
 *
 * @module
 */

import * as v from "valibot";

import type { Fault } from "../../definition/fault.ts";
import { worthFields } from "../../definition/item-fields.ts";
import { exact } from "../../definition/quantity.ts";
import { decimalOf, parseDecimal } from "../../numbers/decimal.ts";
import { compare, fractionText, type Rational, ZERO } from "../../numbers/rational.ts";
import type { Answer } from "../compiled-item.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Check, Formula } from "../rule.ts";

import {
  acceptedInterval,
  closenessFields,
  Inclusive,
  isRounding,
  type KeyedNumber,
  keyedNumbers,
  kindsOf,
  NumberKey,
} from "./accepted-numbers.ts";
import { contains, isEmpty, shownInterval } from "./interval.ts";

const NumberItem = v.strictObject({
  ...worthFields,
  type: v.literal("number"),
  key: NumberKey,
  ...closenessFields,
  inclusive: v.optional(Inclusive, [true, true]),
  decimal: v.optional(v.picklist([".", ","]), "."),
  onInvalid: v.optional(v.picklist(["refuse", "wrong"]), "refuse"),
});
type NumberItem = v.InferOutput<typeof NumberItem>;

/** A check of each key by itself; what the item says for all of them is told once. */
function checkOfKeys(fault: (key: KeyedNumber) => Fault | null): Check<NumberItem> {
  return {
    reads: ["key", "inclusive", ...Object.keys(closenessFields)],
    faults: (item) => {
      const found = new Map<string, Fault>();
      for (const key of keyedNumbers(item)) {
        const wrong = fault(key);
        if (wrong !== null && !found.has(wrong.path)) found.set(wrong.path, wrong);
      }
      return [...found.values()];
    },
  };
}

const closenessIsOneKind = checkOfKeys(({ closeness, closenessPath }) => {
  const code = "tolerance_ambiguous";
  const [, second] = kindsOf(closeness);
  if (second !== undefined) {
    const message = "must have one of tolerance, decimalPlaces and significantFigures";
    return { code, path: `${closenessPath}${second}`, message };
  }
  const { tolerance } = closeness;
  if (tolerance === undefined || Object.keys(tolerance).length === 1) return null;
  const message = "must have either absolute or relative";
  return { code, path: `${closenessPath}tolerance`, message };
});

const closenessHasScale = checkOfKeys(({ value, closeness, closenessPath }) => {
  if (value.p !== 0n) return null;
  if (closeness.tolerance?.relative !== undefined) {
    const path = `${closenessPath}tolerance.relative`;
    const message = "a share of the key 0 is always 0; use an absolute tolerance";
    return { code: "relative_to_zero", path, message };
  }
  if (closeness.significantFigures === undefined) return null;
  const path = `${closenessPath}significantFigures`;
  const message = "the key 0 has no significant figures; use decimalPlaces or a tolerance";
  return { code: "figures_of_zero", path, message };
});

const boundsHoldSomething = checkOfKeys((key) => {
  const [fromBelongs, toBelongs] = key.inclusive;
  if (fromBelongs && toBelongs) return null;
  if (isRounding(key.closeness)) {
    const message = "has no meaning beside rounding, which says itself where its bounds belong";
    return { code: "inclusive_of_rounding", path: key.inclusivePath, message };
  }
  if (!isEmpty(acceptedInterval(key))) return null;
  const message = "without its bounds the interval is empty: no answer could be right";
  return { code: "interval_empty", path: key.inclusivePath, message };
});

const checks: readonly Check<NumberItem>[] = [
  closenessIsOneKind,
  closenessHasScale,
  boundsHoldSomething,
];

export const withinTolerance = {
  Item: NumberItem,
  checks,
  formula(item: NumberItem): Formula {
    const accepted = keyedNumbers(item)
      .map((key) => ({
        path: key.path,
        interval: acceptedInterval(key),
        points: exact(key.points),
      }))
      .sort((a, b) => compare(b.points, a.points));
    const acceptedBy = (x: Rational) => accepted.find(({ interval }) => contains(interval, x));

    return {
      values: [...accepted.map(({ points }) => points), ZERO],
      points: (answer) => {
        const x = numberOf(answer, item.decimal);
        if (x === null && item.onInvalid === "refuse") throw impossibleAnswer(answer);
        if (x === null) return ZERO;
        return acceptedBy(x)?.points ?? ZERO;
      },
      reading: (answer) => {
        const x = numberOf(answer, item.decimal);
        if (x === null) return { normal: null, evidence: { matched: null } };
        const key = acceptedBy(x);
        const normal = fractionText(x);
        if (key === undefined) return { normal, evidence: { matched: null } };
        const { path, interval, points } = key;
        const worth = fractionText(points);
        return { normal, evidence: { matched: path, worth, interval: shownInterval(interval) } };
      },
    };
  },
};

function numberOf(answer: Answer, mark: "." | ","): Rational | null {
  if (typeof answer === "number") return decimalOf(answer);
  if (typeof answer === "string") return parseDecimal(answer, mark);
  throw impossibleAnswer(answer);
}
