/**
 * Classical item analysis of one test, from counts alone.
 *
 * @module
 */

import { err, type Result } from "#result";

import type { AnalysisReason } from "./analysis-reason.ts";
import { type BlockRelations, blockRelations } from "./block-relations.ts";
import { effectiveWeights } from "./effective-weights.ts";
import { type ExtremeGroups, extremeGroups } from "./extreme-groups.ts";
import { itemAnalysis } from "./item-analysis.ts";
import { blockReliability } from "./reliability.ts";
import { type Strata, strataOf } from "./strata.ts";
import type { AnalysisOptions, TestAnalysis } from "./test-analysis.ts";
import type { TestBlock, TestCounts } from "./test-counts.ts";
import { testStatistics } from "./test-statistics.ts";

/**
 * O(codes * totals), however many results were counted.
 *
 * What relates an item to the total is over all results, and undefined where
 * some were not shown every item. `listwise` is over the results with every
 * item answered, and defined there too.
 */
export function analyseTest(test: TestCounts, options: AnalysisOptions): TestAnalysis {
  const relations = blockRelations(test, test.all, { isComplete: false });
  const listwise =
    test.complete === null
      ? "counts_not_kept"
      : blockRelations(test, test.complete, { isComplete: true });
  const groups = groupsOf(test.all, relations);
  const context = {
    test,
    options,
    relations,
    listwise,
    weights: typeof relations === "string" ? [] : effectiveWeights(relations.spreads),
    groups,
    strata: strataIn(test.all, relations, options),
  };
  return {
    id: test.id,
    test: testStatistics(test, groups, {
      asZero: blockReliability(test, test.all.total, relations),
      listwise: blockReliability(test, test.complete?.total ?? null, listwise),
    }),
    items: test.items.map((_, place) => itemAnalysis(context, place)),
  };
}

function groupsOf(
  { totals }: TestBlock,
  relations: BlockRelations | AnalysisReason,
): Result<ExtremeGroups, AnalysisReason> {
  if (typeof relations === "string") return err(relations);
  return totals === null ? err("counts_not_kept") : extremeGroups(totals);
}

function strataIn(
  { totals }: TestBlock,
  relations: BlockRelations | AnalysisReason,
  { strata }: AnalysisOptions,
): Strata | AnalysisReason {
  if (typeof relations === "string") return relations;
  return totals === null ? "counts_not_kept" : strataOf(totals, strata);
}
