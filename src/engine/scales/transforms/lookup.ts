/**
 * A table of raw values and what each becomes, as norms are printed.
 *
 * A value that is no row of the table has none, unless `between` says
 * otherwise: `interpolate` draws a line between the rows on both sides (outside
 * of the table there is no value, and no standard error off a row), `nearest`
 * takes the closest row, the lower of two.
 *
 * @module
 */

import { exact } from "../../definition/quantity.ts";
import type { LookupFields } from "../../definition/transform.ts";
import {
  absolute,
  add,
  compare,
  divide,
  multiply,
  type Rational,
  subtract,
  ZERO,
} from "../../numbers/rational.ts";

import type { Measure, Step } from "./measure.ts";
import { countWhile } from "./count-while.ts";

interface Row {
  readonly raw: Rational;
  readonly value: Rational;
  readonly se: Rational | null;
}

/** O(log rows) a value. */
export function lookup({ table, between }: LookupFields): Step {
  const rows = table
    .map(([raw, value, se]) => ({
      raw: exact(raw),
      value: exact(value),
      se: se === undefined ? null : exact(se),
    }))
    .toSorted((a, b) => compare(a.raw, b.raw));
  return (before) => {
    const next = countWhile(rows, ({ raw }) => compare(raw, before.value) <= 0);
    const [low, high] = [rows[next - 1], rows[next]];
    const row = nearest(before.value, low, high);
    if (row === undefined) return null;
    const distance = absolute(subtract(row.raw, before.value));
    const isRow = compare(distance, before.slack) <= 0;
    if (isRow || between === "nearest") return { value: row.value, slack: ZERO, se: row.se };
    if (between !== "interpolate" || low === undefined || high === undefined) return null;
    return interpolated(before, low, high);
  };
}

/** Of the rows on both sides, the lower of two that are as close; a table has at least one row. */
function nearest(value: Rational, low: Row | undefined, high: Row | undefined): Row | undefined {
  if (low === undefined || high === undefined) return low ?? high;
  return compare(subtract(high.raw, value), subtract(value, low.raw)) < 0 ? high : low;
}

/** Between the rows: a value that rounding may have taken from one of them is on it. */
function interpolated({ value, slack }: Measure, low: Row, high: Row): Measure {
  const slope = divide(subtract(high.value, low.value), subtract(high.raw, low.raw));
  return {
    value: add(low.value, multiply(slope, subtract(value, low.raw))),
    slack: multiply(absolute(slope), slack),
    se: null,
  };
}
