/**
 * Reliability the long way, from a table of points: two-pass covariances in
 * doubles, textbook formulas, one after the other.
 */

/** Points by response and item; null is missing. */
export type PointTable = readonly (readonly (number | null)[])[];

/** Covariances of each two items, from the responses with both. */
export function plainCovariances(table: PointTable, items: number): number[][] {
  const places = Array.from({ length: items }, (_, item) => item);
  return places.map((i) => places.map((j) => covarianceOf(table, i, j)));
}

function covarianceOf(table: PointTable, i: number, j: number): number {
  const pairs = table.flatMap((row) => {
    const [x, y] = [row[i] ?? null, row[j] ?? null];
    return x === null || y === null ? [] : [[x, y] as const];
  });
  const meanX = mean(pairs.map(([x]) => x));
  const meanY = mean(pairs.map(([, y]) => y));
  const products = pairs.map(([x, y]) => (x - meanX) * (y - meanY));
  return sum(products) / (pairs.length - 1);
}

export function plainAlpha(c: readonly (readonly number[])[]): number {
  const k = c.length;
  return (k / (k - 1)) * (1 - sum(diagonal(c)) / total(c));
}

export function plainCorrelations(c: readonly (readonly number[])[]): number[][] {
  const v = diagonal(c);
  return c.map((row, i) => row.map((value, j) => value / Math.sqrt(at(v, i) * at(v, j))));
}

export function plainAverage(r: readonly (readonly number[])[]): number {
  return (total(r) - r.length) / (r.length * (r.length - 1));
}

export function plainLambda2(c: readonly (readonly number[])[]): number {
  const k = c.length;
  const v = sum(diagonal(c));
  const squares = sum(c.flatMap((row, i) => row.filter((_, j) => j !== i).map((x) => x * x)));
  return (total(c) - v + Math.sqrt((k / (k - 1)) * squares)) / total(c);
}

/** By Gauss-Jordan elimination of the covariances themselves. */
export function plainLambda6(c: readonly (readonly number[])[]): number {
  return 1 - sum(diagonal(inverse(c)).map((x) => 1 / x)) / total(c);
}

export function plainHalves(c: readonly (readonly number[])[]) {
  const half = (a: number, b: number) =>
    sum(c.flatMap((row, i) => row.filter((_, j) => i % 2 === a && j % 2 === b)));
  const [odd, even, between] = [half(0, 0), half(1, 1), half(0, 1)];
  const r = between / Math.sqrt(odd * even);
  return {
    halfCorrelation: r,
    spearmanBrown: (2 * r) / (1 + r),
    flanaganRulon: 2 * (1 - (odd + even) / (odd + even + 2 * between)),
  };
}

export function without(c: readonly (readonly number[])[], item: number): number[][] {
  return c.filter((_, i) => i !== item).map((row) => row.filter((_, j) => j !== item));
}

function inverse(c: readonly (readonly number[])[]): number[][] {
  const k = c.length;
  const rows = c.map((row, i) => [...row, ...c.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < k; i++) {
    const pivot = rows[i] as number[];
    const lead = at(pivot, i);
    for (let j = 0; j < 2 * k; j++) pivot[j] = at(pivot, j) / lead;
    for (const [other, row] of rows.entries()) if (other !== i) subtract(row, pivot, at(row, i));
  }
  return rows.map((row) => row.slice(k));
}

function subtract(row: number[], pivot: readonly number[], factor: number): void {
  for (const [j, value] of pivot.entries()) row[j] = at(row, j) - factor * value;
}

function diagonal(c: readonly (readonly number[])[]): number[] {
  return c.map((row, i) => at(row, i));
}

function total(c: readonly (readonly number[])[]): number {
  return sum(c.flat());
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}
