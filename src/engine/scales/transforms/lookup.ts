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

interface Row {
  readonly raw: Rational;
  readonly value: Rational;
  readonly se: Rational | null;
}

/** O(rows) a distinct value. */
export function lookup({ table, between }: LookupFields): Step {
  const rows = table
    .map(([raw, value, se]) => ({
      raw: exact(raw),
      value: exact(value),
      se: se === undefined ? null : exact(se),
    }))
    .toSorted((a, b) => compare(a.raw, b.raw));
  return (before) => {
    const row = nearest(rows, before.value);
    const distance = absolute(subtract(row.raw, before.value));
    const isRow = compare(distance, before.slack) <= 0;
    if (isRow || between === "nearest") return { value: row.value, slack: ZERO, se: row.se };
    return between === "interpolate" ? interpolated(rows, before.value) : null;
  };
}

function nearest(rows: readonly Row[], value: Rational): Row {
  return rows.reduce((best, row) => {
    const [old, distance] = [subtract(best.raw, value), subtract(row.raw, value)];
    return compare(absolute(distance), absolute(old)) < 0 ? row : best;
  });
}

function interpolated(rows: readonly Row[], value: Rational): Measure | null {
  const next = rows.findIndex((row) => compare(row.raw, value) > 0);
  const [low, high] = [rows[next - 1], rows[next]];
  if (low === undefined || high === undefined) return null;
  const share = divide(subtract(value, low.raw), subtract(high.raw, low.raw));
  const rise = multiply(share, subtract(high.value, low.value));
  return { value: add(low.value, rise), slack: ZERO, se: null };
}
