/**
 * The counts of a test, made one response after another: slow, plain, and what
 * the engine's own ways to the same counts are held against.
 *
 * @module
 */

import { ONE, type Rational } from "#engine/numbers/rational.ts";
import { quotient } from "#engine/statistics/quotient.ts";
import { addToMoments, emptyMoments } from "#engine/statistics/moments.ts";
import type {
  ItemCounts,
  TestBlock,
  TestCode,
  TestCounts,
  TestItem,
} from "#engine/statistics/items/test-counts.ts";

export interface CodedMatrix {
  readonly items: readonly TestItem[];
  /** One a response: the code of each item. */
  readonly rows: readonly (readonly number[])[];
  readonly unit?: Rational;
}

const GAPS = new Set([0, 3, 4]);

export function countedMatrix({ items, rows, unit = ONE }: CodedMatrix): TestCounts {
  const isComplete = (row: readonly number[]) =>
    items.every((item, place) => codeOf(item, row[place]).isAnswer);
  const all = blockOf(items, rows);
  return {
    id: "total",
    unit,
    items,
    all,
    complete: blockOf(items, rows.filter(isComplete)),
    gaps: rows.filter((row) => row.some((code) => GAPS.has(code))).length,
    histogram: Array.from(all.totals?.totals ?? [], (total, place) => {
      const value = quotient(BigInt(total) * unit.p, unit.q);
      return { from: value, to: value, n: all.totals?.counts[place] ?? 0 };
    }),
  };
}

function blockOf(items: readonly TestItem[], rows: CodedMatrix["rows"]): TestBlock {
  const sums = rows.map((row) =>
    items.reduce((sum, item, place) => sum + codeOf(item, row[place]).x, 0),
  );
  const total = emptyMoments();
  addToMoments(total, Float64Array.from(sums));
  const totals = Float64Array.from(new Set(sums)).sort();
  const countOf = (isCounted: (response: number) => boolean) =>
    Float64Array.from(totals, (t) => sums.filter((sum, i) => sum === t && isCounted(i)).length);
  const itemCounts = items.map((item, place): ItemCounts => {
    const chose = item.codes.map(
      ({ code }) =>
        (i: number) =>
          rows[i]?.[place] === code,
    );
    return {
      n: Float64Array.from(chose, (has) => rows.filter((_, i) => has(i)).length),
      totals: chose.map((has) => sums.reduce((t, s, i) => (has(i) ? t + BigInt(s) : t), 0n)),
      joint: chose.map(countOf),
    };
  });
  return { total, totals: { totals, counts: countOf(() => true) }, items: itemCounts };
}

function codeOf({ codes }: TestItem, code: number | undefined): TestCode {
  const found = codes.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no code ${code}`);
  return found;
}

/** An item whose answers are worth these, as codes from 8; blanks are worth nothing. */
export function itemWorth(id: string, worths: readonly number[]): TestItem {
  return {
    id,
    least: Math.min(...worths),
    most: Math.max(...worths),
    codes: [
      ...[0, 1, 2, 3, 4, 6].map((code) => ({ code, x: 0, isAnswer: false })),
      ...worths.map((x, place) => ({ code: 8 + place, x, isAnswer: true })),
    ],
  };
}
