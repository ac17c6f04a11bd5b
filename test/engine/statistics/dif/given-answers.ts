/**
 * Simulated answers of two groups, and their statistics written out naively:
 * one pass over rows a quantity, the runtime's own exponentials, nothing grouped.
 *
 * @module
 */

import { CELLS, type DifCounts } from "#engine/statistics/dif/dif-counts.ts";

import { seededRandom } from "../../../support/mixed-form.ts";

/** One candidate. */
export interface Row {
  /** 0 is the reference group, 1 the focal group. */
  readonly group: 0 | 1;
  /** 1 is right. */
  readonly answers: readonly number[];
}

const ITEMS = 10;

/** The first item is harder for the focal group; the second tells its abilities apart less well. */
export function simulatedRows(candidates: number, seed: number): Row[] {
  const random = seededRandom(seed);
  const uniform = () => (random(1_000_000) + 0.5) / 1_000_000;
  return Array.from({ length: candidates }, () => {
    const group = random(5) < 2 ? 1 : 0;
    const ability = uniform() + uniform() + uniform() + uniform() - 2 - 0.2 * group;
    const answers = Array.from({ length: ITEMS }, (_, item) => {
      const difficulty = (item - 4.5) / 4 + (item === 0 ? 1.5 * group : 0);
      const slope = item === 1 && group === 1 ? -1 : 2;
      return uniform() < 1 / (1 + Math.exp(-slope * (ability - difficulty))) ? 1 : 0;
    });
    return { group, answers };
  });
}

function totalOf({ answers }: Row): number {
  return answers.reduce((sum, answer) => sum + answer, 0);
}

export function countsOf(rows: readonly Row[], item: number): DifCounts {
  const totals = [...new Set(rows.map(totalOf))].toSorted((a, b) => a - b);
  const counts = new Float64Array(totals.length * CELLS);
  for (const row of rows) {
    const cell = totals.indexOf(totalOf(row)) * CELLS + row.group * 2 + (row.answers[item] ? 0 : 1);
    counts[cell] = (counts[cell] as number) + 1;
  }
  return { totals: Float64Array.from(totals), counts };
}

export function plainMantelHaenszel(rows: readonly Row[], item: number) {
  let [sumA, sumE, sumV, numerator, denominator, weighted, focals] = [0, 0, 0, 0, 0, 0, 0];
  const terms: { a: number; b: number; c: number; d: number; n: number }[] = [];
  for (let total = 0; total <= ITEMS; total++) {
    const count = (group: number, answer: number) =>
      rows.filter(
        (row) => totalOf(row) === total && row.group === group && row.answers[item] === answer,
      ).length;
    const [a, b, c, d] = [count(0, 1), count(0, 0), count(1, 1), count(1, 0)];
    const n = a + b + c + d;
    if (a + b === 0 || c + d === 0) continue;
    sumA += a;
    sumE += ((a + b) * (a + c)) / n;
    sumV += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1));
    numerator += (a * d) / n;
    denominator += (b * c) / n;
    weighted += (c + d) * (c / (c + d) - a / (a + b));
    focals += c + d;
    terms.push({ a, b, c, d, n });
  }
  const alpha = numerator / denominator;
  // Phillips and Holland's form of the variance.
  let spread = 0;
  for (const { a, b, c, d, n } of terms) {
    spread += ((a * d + alpha * b * c) * (a + d + alpha * (b + c))) / (n * n);
  }
  return {
    chiSquare: Math.max(0, Math.abs(sumA - sumE) - 0.5) ** 2 / sumV,
    chiSquareUncorrected: (sumA - sumE) ** 2 / sumV,
    alpha,
    logVariance: spread / (2 * numerator * numerator),
    difference: weighted / focals,
    strata: terms.length,
  };
}

/** Coefficients and log-likelihood of a regression on the first predictors of 1, T, G, T G. */
export function plainLogistic(rows: readonly Row[], item: number, size: number) {
  const cases = rows.map((row) => {
    const total = totalOf(row);
    return { x: [1, total, row.group, total * row.group].slice(0, size), y: row.answers[item] };
  });
  let beta = Array.from({ length: size }, () => 0);
  for (let step = 0; step < 40; step++) {
    const leanings = cases.map(({ x, y = 0 }) => {
      const p = 1 / (1 + Math.exp(-dot(x, beta)));
      return { x, residual: y - p, weight: p * (1 - p) };
    });
    const sumOf = (term: (one: (typeof leanings)[number]) => number) =>
      leanings.reduce((sum, one) => sum + term(one), 0);
    const gradient = beta.map((_, i) => sumOf(({ x, residual }) => (x[i] ?? 0) * residual));
    const hessian = beta.map((_, i) =>
      beta.map((__, j) => sumOf(({ x, weight }) => (x[i] ?? 0) * (x[j] ?? 0) * weight)),
    );
    const moves = eliminated(hessian, gradient);
    beta = beta.map((value, index) => value + (moves[index] ?? 0));
  }
  let logLikelihood = 0;
  for (const { x, y } of cases) {
    const p = 1 / (1 + Math.exp(-dot(x, beta)));
    logLikelihood += Math.log(y === 1 ? p : 1 - p);
  }
  return { beta, logLikelihood };
}

/** The intercept alone. */
export function plainNull(rows: readonly Row[], item: number): number {
  const p = rows.filter(({ answers }) => answers[item] === 1).length / rows.length;
  return rows.reduce((sum, { answers }) => sum + Math.log(answers[item] === 1 ? p : 1 - p), 0);
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
}

/** Gauss and Jordan, with row exchanges. */
function eliminated(matrix: readonly (readonly number[])[], values: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, values[index] ?? 0]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) =>
        Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best,
      );
    const at = rows.indexOf(pivot);
    [rows[column], rows[at]] = [pivot, rows[column] as number[]];
    const scale = pivot[column] ?? 1;
    rows[column] = pivot.map((value) => value / scale);
    for (const [index, row] of rows.entries()) {
      if (index === column) continue;
      const factor = row[column] ?? 0;
      rows[index] = row.map((value, place) => value - factor * (rows[column]?.[place] ?? 0));
    }
  }
  return rows.map((row) => row.at(-1) ?? 0);
}
