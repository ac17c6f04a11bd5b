/**
 * Item analysis of the engine beside the plain one's.
 *
 * @module
 */

import { AnswerCode } from "#engine/answers/answer-code.ts";
import type {
  ItemAnalysis,
  OptionAnalysis,
  TestAnalysis,
} from "#engine/statistics/items/test-analysis.ts";

import type {
  PlainAnalysis,
  PlainItemAnalysis,
  PlainOption,
} from "../baselines/plain-item-analysis.ts";

type Pair = readonly [own: number | null, plain: number];

/**
 * The largest difference of any statistic that both have; infinite where only
 * one has a statistic, an item or an option.
 *
 * @param unit Points in a unit of the plain one.
 */
export function largestDifference(
  { test, items }: TestAnalysis,
  plain: PlainAnalysis,
  unit: number,
): number {
  if (items.length !== plain.items.length) return Number.POSITIVE_INFINITY;
  const pairs: Pair[] = [
    [test.mean, plain.mean * unit],
    [test.sd, plain.sd * unit],
    [test.reliability.asZero.alpha, plain.alpha],
    ...items.flatMap((item, place) =>
      pairsOfItem(item, plain.items[place] as PlainItemAnalysis, unit),
    ),
  ];
  return Math.max(...pairs.map(differenceOf));
}

function pairsOfItem(own: ItemAnalysis, plain: PlainItemAnalysis, unit: number): Pair[] {
  const chosen = own.options.filter(({ n }) => n > 0);
  return [
    [own.difficulty, plain.difficulty],
    [own.mean, plain.mean * unit],
    [own.sd, plain.sd * unit],
    [own.itemTotal, plain.itemTotal],
    [own.itemRest, plain.itemRest],
    [own.d27, plain.d27],
    [own.alphaIfDeleted, plain.alphaIfDeleted],
    [chosen.length, plain.options.length],
    ...plain.options.flatMap((option) => pairsOfOption(chosen, option, unit)),
  ];
}

function pairsOfOption(
  options: readonly OptionAnalysis[],
  plain: PlainOption,
  unit: number,
): Pair[] {
  // The exam's only state has no code of its own here.
  const own = options.find(({ code }) => (code ?? AnswerCode.omitted) === plain.code);
  return [
    [own?.share ?? null, plain.share],
    [own?.meanTotal ?? null, plain.meanTotal * unit],
    [own?.rest ?? null, plain.rest],
  ];
}

function differenceOf([own, plain]: Pair): number {
  const difference = own === null ? Number.NaN : Math.abs(own - plain);
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}
