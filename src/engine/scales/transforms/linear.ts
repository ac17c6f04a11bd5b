/**
 * A line, then clamped.
 *
 *     value = min(upper, max(lower, a + b x))      SE = |b| SE(x)
 *
 * A value that was clamped has no standard error.
 *
 * @module
 */

import { exact } from "../../definition/quantity.ts";
import type { LinearFields } from "../../definition/transform.ts";
import { absolute, add, compare, greatest, least, multiply } from "../../numbers/rational.ts";

import type { Step } from "./measure.ts";

export function linear(fields: LinearFields): Step {
  const [a, b] = [exact(fields.a), exact(fields.b)];
  const lower = fields.lower === undefined ? null : exact(fields.lower);
  const upper = fields.upper === undefined ? null : exact(fields.upper);
  return ({ value, slack, se }) => {
    const onLine = add(a, multiply(b, value));
    const raised = lower === null ? onLine : greatest(lower, onLine);
    const clamped = upper === null ? raised : least(upper, raised);
    const isOnLine = compare(clamped, onLine) === 0;
    return {
      value: clamped,
      slack: multiply(absolute(b), slack),
      se: se === null || !isOnLine ? null : multiply(absolute(b), se),
    };
  };
}
