/**
 * A number that is equal to the key, or close enough to it.
 *
 *     points = M  key - t0 <= x <= key + t1
 *            = 0  otherwise, and for text that is no number (`onInvalid: "wrong"`)
 *
 * t0 = t1 = 0 without a tolerance; `absolute` gives both, or one each; `relative`
 * is a percentage of |key|. `inclusive: [false, true]` takes a bound out.
 * All of it in exact decimals: 0.1 + 0.2 is 0.3.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { worthFields } from "../../definition/item-fields.ts";
import { exact, ExactNumber } from "../../definition/quantity.ts";
import { decimalOf, parseDecimal } from "../../numbers/decimal.ts";
import {
  absolute,
  add,
  compare,
  multiply,
  rational,
  type Rational,
  subtract,
  ZERO,
} from "../../numbers/rational.ts";
import type { Answer } from "../compiled-item.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Check, Formula } from "../rule.ts";

const Distance = v.pipe(
  ExactNumber,
  v.check((value) => exact(value).p >= 0n, coded("negative", "must not be negative")),
);

const NumberItem = v.strictObject({
  ...worthFields,
  type: v.literal("number"),
  key: ExactNumber,
  tolerance: v.exactOptional(
    v.strictObject({
      absolute: v.exactOptional(v.union([Distance, v.strictTuple([Distance, Distance])])),
      relative: v.exactOptional(Distance),
    }),
  ),
  inclusive: v.optional(v.strictTuple([v.boolean(), v.boolean()]), [true, true]),
  decimal: v.optional(v.picklist([".", ","]), "."),
  onInvalid: v.optional(v.picklist(["refuse", "wrong"]), "refuse"),
});
type NumberItem = v.InferOutput<typeof NumberItem>;

const toleranceIsOneKind: Check<NumberItem> = {
  reads: ["tolerance"],
  faults: ({ tolerance }) => {
    if (tolerance === undefined) return [];
    const kinds = Object.keys(tolerance).length;
    if (kinds === 1) return [];
    const message = "must have either absolute or relative";
    return [{ code: "tolerance_ambiguous", path: "tolerance", message }];
  },
};

const relativeHasScale: Check<NumberItem> = {
  reads: ["tolerance", "key"],
  faults: ({ tolerance, key }) => {
    if (tolerance?.relative === undefined || exact(key).p !== 0n) return [];
    const message = "a share of the key 0 is always 0; use an absolute tolerance";
    return [{ code: "relative_to_zero", path: "tolerance.relative", message }];
  },
};

const boundsHoldSomething: Check<NumberItem> = {
  reads: ["tolerance", "key", "inclusive"],
  faults: (item) => {
    const { from, to } = acceptedInterval(item);
    if (compare(from, to) < 0 || (item.inclusive[0] && item.inclusive[1])) return [];
    const message = "without its bounds the interval is empty: no answer could be right";
    return [{ code: "interval_empty", path: "inclusive", message }];
  },
};

const checks: readonly Check<NumberItem>[] = [
  toleranceIsOneKind,
  relativeHasScale,
  boundsHoldSomething,
];

export const withinTolerance = {
  Item: NumberItem,
  checks,
  formula(item: NumberItem): Formula {
    const { from, to } = acceptedInterval(item);
    const [fromBelongs, toBelongs] = item.inclusive;
    const worth = exact(item.points);
    const isRight = (x: Rational) =>
      compare(from, x) < (fromBelongs ? 1 : 0) && compare(x, to) < (toBelongs ? 1 : 0);

    return {
      values: [worth, ZERO],
      points: (answer) => {
        const x = numberOf(answer, item.decimal);
        if (x === null && item.onInvalid === "refuse") throw impossibleAnswer(answer);
        return x !== null && isRight(x) ? worth : ZERO;
      },
    };
  },
};

function acceptedInterval({ key, tolerance }: NumberItem): { from: Rational; to: Rational } {
  const center = exact(key);
  const [below, above] = distances(tolerance, center);
  return { from: subtract(center, below), to: add(center, above) };
}

function distances(tolerance: NumberItem["tolerance"], center: Rational): [Rational, Rational] {
  if (tolerance?.relative !== undefined) {
    const percent = multiply(exact(tolerance.relative), rational(1n, 100n));
    const distance = multiply(absolute(center), percent);
    return [distance, distance];
  }
  const given = tolerance?.absolute ?? 0;
  if (Array.isArray(given)) return [exact(given[0]), exact(given[1])];
  return [exact(given), exact(given)];
}

function numberOf(answer: Answer, mark: "." | ","): Rational | null {
  if (typeof answer === "number") return decimalOf(answer);
  if (typeof answer === "string") return parseDecimal(answer, mark);
  throw impossibleAnswer(answer);
}
