/**
 * Item analysis the way it is written first, kept as the baseline of the
 * engine's: from the answers of everyone, one statistic after the other, each
 * by its textbook formula over a column of points and the totals.
 *
 * @module
 */

import { correlation, mean, variance } from "./plain-moments.ts";

/** Codes of answers, one byte each, row-major. */
export interface PlainMatrix {
  readonly count: number;
  readonly rowLength: number;
  readonly codes: Uint8Array;
}

export interface PlainItem {
  readonly column: number;
  /** By code, in whole units: equal totals are then equal, whatever was added up. */
  readonly points: Float64Array;
  readonly most: number;
}

/** In units. */
export interface PlainAnalysis {
  readonly mean: number;
  readonly sd: number;
  readonly alpha: number;
  readonly items: readonly PlainItemAnalysis[];
}

export interface PlainItemAnalysis {
  readonly difficulty: number;
  readonly mean: number;
  readonly sd: number;
  readonly itemTotal: number;
  readonly itemRest: number;
  readonly d27: number;
  readonly alphaIfDeleted: number;
  /** Of the codes that someone has. */
  readonly options: readonly PlainOption[];
}

export interface PlainOption {
  readonly code: number;
  readonly share: number;
  readonly meanTotal: number;
  readonly rest: number;
}

export function plainItemAnalysis(matrix: PlainMatrix, items: readonly PlainItem[]): PlainAnalysis {
  const totals = new Float64Array(matrix.count);
  for (const item of items) addTo(totals, pointsOf(matrix, item));
  let itemVariances = 0;
  for (const item of items) itemVariances += variance(pointsOf(matrix, item));
  const test = { size: items.length, totals, itemVariances, ...extremesOf(totals) };
  return {
    mean: mean(totals),
    sd: Math.sqrt(variance(totals)),
    alpha: alphaOf(items.length, itemVariances, variance(totals)),
    items: items.map((item) => analyse(matrix, item, test)),
  };
}

interface Test extends Extremes {
  readonly size: number;
  readonly totals: Float64Array;
  readonly itemVariances: number;
}

function analyse(matrix: PlainMatrix, item: PlainItem, test: Test): PlainItemAnalysis {
  const { size, totals, itemVariances, lower, upper, groupSize } = test;
  const points = pointsOf(matrix, item);
  const rest = totals.map((total, response) => total - (points[response] as number));
  const own = variance(points);
  return {
    difficulty: mean(points) / item.most,
    mean: mean(points),
    sd: Math.sqrt(own),
    itemTotal: correlation(points, totals),
    itemRest: correlation(points, rest),
    d27: (sumOfProducts(points, upper) - sumOfProducts(points, lower)) / groupSize / item.most,
    alphaIfDeleted: alphaOf(size - 1, itemVariances - own, variance(rest)),
    options: optionsOf(matrix, item, totals, rest),
  };
}

function optionsOf(
  matrix: PlainMatrix,
  item: PlainItem,
  totals: Float64Array,
  rest: Float64Array,
): PlainOption[] {
  return codesOf(matrix, item).map((code) => {
    const chosen = indicatorOf(matrix, item, code);
    const share = mean(chosen);
    const meanTotal = sumOfProducts(chosen, totals) / (share * matrix.count);
    return { code, share, meanTotal, rest: correlation(chosen, rest) };
  });
}

/** Those that someone has. */
function codesOf({ count, rowLength, codes }: PlainMatrix, { column }: PlainItem): number[] {
  const found = new Set<number>();
  for (let response = 0; response < count; response++) {
    found.add(codes[response * rowLength + column] as number);
  }
  return [...found];
}

function pointsOf(matrix: PlainMatrix, { column, points }: PlainItem): Float64Array {
  const { count, rowLength, codes } = matrix;
  const found = new Float64Array(count);
  for (let response = 0; response < count; response++) {
    found[response] = points[codes[response * rowLength + column] as number] as number;
  }
  return found;
}

/** 1 where an answer was given, 0 elsewhere. */
function indicatorOf(matrix: PlainMatrix, { column }: PlainItem, code: number): Float64Array {
  const { count, rowLength, codes } = matrix;
  const found = new Float64Array(count);
  for (let response = 0; response < count; response++) {
    if (codes[response * rowLength + column] === code) found[response] = 1;
  }
  return found;
}

interface Extremes {
  readonly groupSize: number;
  /** How much of each response is in the group: a share where its total is at the edge. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

function extremesOf(totals: Float64Array): Extremes {
  const groupSize = Math.floor((27 * totals.length + 50) / 100);
  const sorted = totals.toSorted();
  const low = sorted[groupSize - 1] as number;
  const high = sorted[sorted.length - groupSize] as number;
  let [below, atLow, above, atHigh] = [0, 0, 0, 0];
  for (const total of totals) {
    if (total < low) below++;
    if (total === low) atLow++;
    if (total > high) above++;
    if (total === high) atHigh++;
  }
  const shareOfLow = (groupSize - below) / atLow;
  const shareOfHigh = (groupSize - above) / atHigh;
  return {
    groupSize,
    lower: totals.map((total) => (total < low ? 1 : total === low ? shareOfLow : 0)),
    upper: totals.map((total) => (total > high ? 1 : total === high ? shareOfHigh : 0)),
  };
}

function alphaOf(size: number, itemVariances: number, totalVariance: number): number {
  return (size / (size - 1)) * (1 - itemVariances / totalVariance);
}

function sumOfProducts(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < left.length; place++) {
    sum += (left[place] as number) * (right[place] as number);
  }
  return sum;
}

function addTo(sums: Float64Array, values: Float64Array): void {
  for (let place = 0; place < sums.length; place++) {
    sums[place] = (sums[place] as number) + (values[place] as number);
  }
}
