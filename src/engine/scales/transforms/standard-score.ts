/**
 * Distance from the mean of a norm group, in standard deviations.
 *
 *     z = (x - mean) / sd
 *     T = 50 + 10 z
 *
 * @module
 */

import { exact } from "../../definition/quantity.ts";
import type { MomentFields } from "../../definition/transform.ts";
import { add, divide, multiply, rational, subtract } from "../../numbers/rational.ts";

import type { Step } from "./measure.ts";

export function zScore(fields: MomentFields): Step {
  const [mean, sd] = [exact(fields.mean), exact(fields.sd)];
  return ({ value, slack }) => ({
    value: divide(subtract(value, mean), sd),
    slack: divide(slack, sd),
    se: null,
  });
}

export function tScore(fields: MomentFields): Step {
  const z = zScore(fields);
  return (before) => {
    const after = z(before);
    if (after === null) return null;
    const value = add(rational(50n), multiply(rational(10n), after.value));
    return { value, slack: multiply(rational(10n), after.slack), se: null };
  };
}
