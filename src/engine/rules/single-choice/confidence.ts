/**
 * An option, and how sure the candidate is of it ("certainty-based marking",
 * "confidence-based marking", CBM).
 *
 *     points = confidence[level][0]  the option is right
 *            = confidence[level][1]  otherwise
 *
 * The answer is the pair [option, level]. These are points, so `points` beside
 * the table is refused. The published scheme is {"1": [1, 0], "2": [2, -2],
 * "3": [3, -6]}: it pays to say 1 below a probability of 67%, 3 above 80%.
 *
 * Source: Gardner-Medwin, A. R. (2005). Confidence-based marking: encouraging
 * rigour through assessment. Physiological Society teaching workshop, Bristol,
 * abstract.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { exact, Points } from "../../definition/quantity.ts";
import { table } from "../../definition/table.ts";
import { distinct, type Rational } from "../../numbers/rational.ts";
import { keyIsAmongOptions, optionsAreDistinct } from "../check-options.ts";
import type { Answer } from "../compiled-item.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Check, Formula } from "../rule.ts";

import { acceptedOptions, AcceptedOptions, singleChoiceFields } from "./single-choice-fields.ts";

const ConfidenceItem = v.strictObject({
  ...singleChoiceFields,
  rule: v.optional(v.literal("confidence"), "confidence"),
  key: AcceptedOptions,
  confidence: table(
    v.strictTuple([Points, Points], coded("not_a_pair", "must be [right, wrong], such as [2, -2]")),
    "An object of level, a whole number, to the points of a right and of a wrong option.",
  ),
});
type ConfidenceItem = v.InferOutput<typeof ConfidenceItem>;

/** A column of one byte numbers every pair. */
const MOST_PAIRS = 240;

const LEVEL = /^(?:0|[1-9]\d{0,5})$/;

const levelsAreWhole: Check<ConfidenceItem> = {
  reads: ["confidence"],
  faults: ({ confidence }) => {
    const levels = Object.keys(confidence);
    const message = "must name at least one level";
    if (levels.length === 0) return [{ code: "levels_empty", path: "confidence", message }];
    return levels
      .filter((level) => !LEVEL.test(level))
      .map((level) => ({
        code: "level_not_whole",
        path: `confidence.${level.slice(0, 80)}`,
        message: "a level is a whole number from 0 to 999999",
      }));
  },
};

const pairsAreFew: Check<ConfidenceItem> = {
  reads: ["options", "confidence"],
  faults: ({ options, confidence }) => {
    const pairs = options.length * Object.keys(confidence).length;
    if (pairs <= MOST_PAIRS) return [];
    const message = `there may be at most ${MOST_PAIRS} pairs of option and level; there are ${pairs}`;
    return [{ code: "too_many_values", path: "confidence", message }];
  },
};

const checks: readonly Check<ConfidenceItem>[] = [
  optionsAreDistinct,
  keyIsAmongOptions,
  levelsAreWhole,
  pairsAreFew,
];

export const confidence = {
  Item: ConfidenceItem,
  checks,
  formula(item: ConfidenceItem): Formula {
    const accepted = acceptedOptions(item.key);
    const worths = new Map<string, Rational>();
    for (const [level, [right, wrong]] of Object.entries(item.confidence)) {
      for (const option of item.options) {
        const pair = JSON.stringify([option, Number(level)]);
        worths.set(pair, exact(accepted.has(option) ? right : wrong));
      }
    }
    return {
      values: distinct([...worths.values()]),
      points: (answer: Answer) => {
        const points = worths.get(JSON.stringify(answer));
        if (points === undefined) throw impossibleAnswer(answer);
        return points;
      },
      reading: (answer) => {
        const [option, level] = answer as readonly [string, number];
        return { normal: [option, level], evidence: { right: accepted.has(option), level } };
      },
    };
  },
};
