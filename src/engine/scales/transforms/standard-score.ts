/**
 * Distance from the mean of a norm group, in standard deviations.
 *
 *     z = (x - mean) / sd      SE(z) = SE(x) / sd
 *     T = 50 + 10 z            SE(T) = 10 SE(z)
 *
 * @module
 */

import { exact } from "../../definition/quantity.ts";
import type { MomentFields } from "../../definition/transform.ts";
import { add, divide, multiply, rational, subtract } from "../../numbers/rational.ts";

import type { Step } from "./measure.ts";

const TEN = rational(10n);
const FIFTY = rational(50n);

export function zScore(fields: MomentFields): Step {
  const [mean, sd] = [exact(fields.mean), exact(fields.sd)];
  return ({ value, slack, se }) => ({
    value: divide(subtract(value, mean), sd),
    slack: divide(slack, sd),
    se: se === null ? null : divide(se, sd),
  });
}

export function tScore(fields: MomentFields): Step {
  const z = zScore(fields);
  return (before) => {
    const after = z(before);
    if (after === null) return null;
    const { value, slack, se } = after;
    return {
      value: add(FIFTY, multiply(TEN, value)),
      slack: multiply(TEN, slack),
      se: se === null ? null : multiply(TEN, se),
    };
  };
}
