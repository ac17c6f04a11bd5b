/**
 * Reads how raters agree, for every rubric that two people rate.
 *
 * @module
 */

import { ok, type Result } from "#result";
import type { RubricItem } from "#engine/rules/rubric/rubric-rule.ts";
import { standingRatings } from "#engine/rules/rubric/standing-ratings.ts";
import {
  countRatings,
  emptyRubricCounts,
  type RubricAgreement,
  rubricAgreement,
  type RubricCounts,
} from "#engine/statistics/agreement/rubric-agreement.ts";
import { readWatermark } from "#store/counters.ts";
import { pageRatings, type StoredRating } from "#store/ratings.ts";

import type { Deps } from "./deps.ts";
import type { AssessmentNotFound } from "./failures.ts";
import { submissionTarget } from "./submission-target.ts";

export interface AgreementView {
  readonly revision: number;
  /** All ratings up to this one. */
  readonly ratings: number;
  readonly items: readonly RubricAgreement[];
}

/** Ratings read at once. */
const PAGE = 10_000;

/**
 * By the rubrics of the newest revision, from everything that was said up to
 * now: scored or not, since agreement is about raters. One pass over the
 * ratings, page by page.
 */
export async function readAgreement(
  deps: Pick<Deps, "db" | "lifetime">,
  assessment: { readonly tenant: number; readonly id: string },
): Promise<Result<AgreementView, AssessmentNotFound>> {
  const target = await submissionTarget(deps, assessment);
  if (!target.ok) return target;
  const { key, revision, definition } = target.value;
  const rubrics = definition.items.filter(isDoubleRated);
  // Made with the first pair: most of a large form's rubrics may have none yet.
  const counts = new Map<string, RubricCounts>();
  const { ratings: upto } = await readWatermark(deps.db, key);
  const byId = new Map(rubrics.map((item) => [item.id, item]));
  for (let after: StoredRating | null = null; rubrics.length > 0;) {
    const page = await pageRatings(deps.db, key, { after, upto, limit: PAGE });
    const isLast = page.length < PAGE;
    const whole = isLast ? page : withoutLastAnswer(page);
    count(byId, counts, whole);
    if (isLast) break;
    after = whole.at(-1) ?? after;
  }
  const items = rubrics.map((item) => {
    return rubricAgreement(counts.get(item.id) ?? emptyRubricCounts(item));
  });
  return ok({ revision, ratings: upto, items });
}

function isDoubleRated(item: { readonly type: string }): item is RubricItem {
  return item.type === "rubric" && "doubleRating" in item;
}

/** The ratings of its last answer may go on in the next page. A rater may rate again and again, but not 10,000 times. */
function withoutLastAnswer(page: readonly StoredRating[]): readonly StoredRating[] {
  const last = page.at(-1);
  const start = page.findIndex((one) => nameOf(one) === (last === undefined ? "" : nameOf(last)));
  return start > 0 ? page.slice(0, start) : page;
}

function count(
  rubrics: ReadonlyMap<string, RubricItem>,
  counts: Map<string, RubricCounts>,
  ratings: readonly StoredRating[],
): void {
  for (const own of Map.groupBy(ratings, nameOf).values()) {
    const item = rubrics.get(own[0]?.item ?? "");
    if (item === undefined) continue;
    const [first, second] = standingRatings(item, own);
    if (first === undefined || second === undefined) continue;
    const counted = counts.get(item.id) ?? emptyRubricCounts(item);
    counts.set(item.id, counted);
    countRatings(counted, first.levels, second.levels);
  }
}

function nameOf({ ordinal, item }: StoredRating): string {
  return `${ordinal}/${item}`;
}
