import { err, type Result } from "#result";

import type { Rational } from "../../numbers/rational.ts";
import { meanOf, sdOf } from "../mean-and-sd.ts";
import type { Moments } from "../moments.ts";
import { alarmsOf } from "./alarms.ts";
import { type AnalysisReason, type AnalysisResult, ReasonList } from "./analysis-reason.ts";
import type { BlockRelations } from "./block-relations.ts";
import { type CodeGroup, codeGroups } from "./code-group.ts";
import { codeState, type CountedState, isPresented } from "./code-state.ts";
import { difficulty, relativeDifficulty } from "./difficulty.ts";
import { discriminationEfficiency } from "./discrimination-efficiency.ts";
import type { ExtremeGroups } from "./extreme-groups.ts";
import { type GroupDiscrimination, groupDiscrimination } from "./group-discrimination.ts";
import { itemRelations } from "./item-relations.ts";
import { momentsOver } from "./moments-over.ts";
import { optionAnalysis } from "./option-analysis.ts";
import type { Strata } from "./strata.ts";
import type { AnalysisOptions, ItemAnalysis, ListwiseItem } from "./test-analysis.ts";
import type { ItemCounts, TestCounts, TestItem } from "./test-counts.ts";

/** What is found out once for all items. */
export interface TestContext {
  readonly test: TestCounts;
  readonly options: AnalysisOptions;
  /** Of all results, or why items cannot be related to the total. */
  readonly relations: BlockRelations | AnalysisReason;
  readonly listwise: BlockRelations | AnalysisReason;
  readonly weights: readonly AnalysisResult[];
  readonly groups: Result<ExtremeGroups, AnalysisReason>;
  readonly strata: Strata | AnalysisReason;
}

/** O(codes * totals). */
export function itemAnalysis(context: TestContext, place: number): ItemAnalysis {
  const { test, options, relations } = context;
  const { absentMeans } = options;
  const item = test.items[place] as TestItem;
  const counts = test.all.items[place] as ItemCounts;
  const list = new ReasonList();
  const shown = momentsOver(item, counts, (code) => isPresented(codeState(code, absentMeans)));
  const answered = momentsOver(item, counts, ({ isAnswer }) => isAnswer);
  const groups = codeGroups(item, counts, absentMeans);
  const spreads = typeof relations === "string" ? relations : relations.spreads[place];
  if (spreads === undefined) throw new RangeError(`no spreads of item ${item.id}`);
  const rows = { unit: test.unit, presented: shown.n, spreads, strata: context.strata };
  const own = meanAndSd("", shown, test.unit, list);
  const ofAnswered = meanAndSd("answered.", answered, test.unit, list);
  const d27 = groupsOf(context, item, counts);
  return {
    id: item.id,
    n: answered.n,
    presented: shown.n,
    states: statesOf(groups),
    difficulty: list.valueOf("difficulty", difficulty(item, shown)),
    relativeDifficulty: list.valueOf("relativeDifficulty", relativeDifficulty(item, shown)),
    ...own,
    answered: ofAnswered,
    ...itemRelations(relations, place, list),
    d27: list.valueOf("d27", d27)?.tieWeighted ?? null,
    d27Inclusive: list.valueOf("d27Inclusive", d27)?.inclusive ?? null,
    effectiveWeight: list.valueOf(
      "effectiveWeight",
      context.weights[place] ?? err(relations as AnalysisReason),
    ),
    discriminationEfficiency: list.valueOf(
      "discriminationEfficiency",
      efficiencyOf(context, place),
    ),
    listwise: listwiseOf(context, place),
    reasons: list.reasons,
    options: groups
      .filter(({ state }) => isPresented(state))
      .map((group) => optionAnalysis(group, rows)),
    alarms: alarmsOf(groups, typeof spreads === "string" ? null : spreads),
  };
}

function statesOf(groups: readonly CodeGroup[]): Record<CountedState, number> {
  const states = { answered: 0, omitted: 0, notReached: 0, notPresented: 0, notApplicable: 0 };
  for (const { state, n } of groups) states[state] += n;
  return states;
}

function meanAndSd(prefix: string, moments: Moments, { p, q }: Rational, list: ReasonList) {
  const { n } = moments;
  if (n === 0) list.reasons[`${prefix}mean`] = "no_responses";
  if (n < 2) {
    list.reasons[`${prefix}sd`] = n === 0 ? "no_responses" : "fewer_than_two_responses";
  }
  return { mean: meanOf(moments, p, q), sd: sdOf(moments, p, q) };
}

function groupsOf(
  { groups, relations }: TestContext,
  item: TestItem,
  { joint }: ItemCounts,
): Result<GroupDiscrimination, AnalysisReason> {
  if (typeof relations === "string") return err(relations);
  if (!groups.ok) return groups;
  return joint === null ? err("counts_not_kept") : groupDiscrimination(item, joint, groups.value);
}

function efficiencyOf({ test, relations }: TestContext, place: number): AnalysisResult {
  if (typeof relations === "string") return err(relations);
  const { totals, items } = test.all;
  const joint = items[place]?.joint ?? null;
  const spreads = relations.spreads[place];
  if (totals === null || joint === null || spreads === undefined) return err("counts_not_kept");
  return discriminationEfficiency(test.items[place] as TestItem, totals, joint, spreads);
}

function listwiseOf({ test, listwise }: TestContext, place: number): ListwiseItem {
  const item = test.items[place] as TestItem;
  const list = new ReasonList();
  const counts = test.complete?.items[place];
  if (counts === undefined) {
    for (const name of ["mean", "sd"]) list.reasons[name] = "counts_not_kept";
    const none = { n: null, mean: null, sd: null };
    return { ...none, ...itemRelations(listwise, place, list), reasons: list.reasons };
  }
  const moments = momentsOver(item, counts, () => true);
  return {
    n: moments.n,
    ...meanAndSd("", moments, test.unit, list),
    ...itemRelations(listwise, place, list),
    reasons: list.reasons,
  };
}
