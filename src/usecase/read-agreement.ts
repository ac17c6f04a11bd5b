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
  mostCounters,
  type RubricAgreement,
  rubricAgreement,
  type RubricCounts,
} from "#engine/statistics/agreement/rubric-agreement.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { readWatermark } from "#store/counters.ts";
import { pageRatings, type StoredRating } from "#store/ratings.ts";

import type { Deps } from "./deps.ts";
import type { AssessmentNotFound } from "./failures.ts";
import { sleep } from "./sleep.ts";
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
 * ratings, page by page; more where the rubrics that have ratings have more
 * counters than are held at once.
 */
export async function readAgreement(
  deps: Pick<Deps, "db" | "lifetime">,
  assessment: { readonly tenant: number; readonly id: string },
): Promise<Result<AgreementView, AssessmentNotFound>> {
  const target = await submissionTarget(deps, assessment);
  if (!target.ok) return target;
  const { key, revision, definition } = target.value;
  const rubrics = definition.items.filter(isDoubleRated);
  const { ratings: upto } = await readWatermark(deps.db, key);
  const found = new Map<string, RubricAgreement>();
  for (let isLast = rubrics.length === 0; !isLast;) {
    const room = new RubricRoom(rubrics.filter(({ id }) => !found.has(id)));
    for await (const page of pagesOf(deps, key, upto)) count(room, page);
    for await (const one of agreementsOf([...room.counts.values()])) found.set(one.item, one);
    isLast = !room.isFull;
  }
  const others = rubrics.filter(({ id }) => !found.has(id));
  for await (const one of agreementsOf(others)) found.set(one.item, one);
  const items = rubrics.flatMap(({ id }) => found.get(id) ?? []);
  return ok({ revision, ratings: upto, items });
}

/** Counters looked at in one go, some 50 ms: then others get their turn. */
const COUNTERS_AT_ONCE = 2 ** 21;

/** @param all Counts; of a rubric that nobody has rated, the rubric. */
async function* agreementsOf(
  all: readonly (RubricCounts | RubricItem)[],
): AsyncGenerator<RubricAgreement> {
  let looked = 0;
  for (const one of all) {
    const counts = "icc" in one ? one : emptyRubricCounts(one);
    yield rubricAgreement(counts);
    looked += mostCounters(counts.item);
    if (looked < COUNTERS_AT_ONCE) continue;
    looked = 0;
    await sleep(0);
  }
}

/** Pages in which no answer is cut in two: the ratings of a page's last wait for what follows. */
async function* pagesOf(
  deps: Pick<Deps, "db">,
  key: AssessmentKey,
  upto: number,
): AsyncGenerator<readonly StoredRating[]> {
  let waiting: readonly StoredRating[] = [];
  for (let after: StoredRating | null = null; ;) {
    const page: readonly StoredRating[] = await pageRatings(deps.db, key, {
      after,
      upto,
      limit: PAGE,
    });
    const ratings = [...waiting, ...page];
    if (page.length < PAGE) {
      yield ratings;
      return;
    }
    const start = startOfLastAnswer(ratings);
    yield ratings.slice(0, start);
    waiting = ratings.slice(start);
    after = page.at(-1) ?? after;
  }
}

/** Of eight bytes each: 32 MiB. */
const MOST_COUNTERS = 4 * 2 ** 20;

/** The counts of a pass. Made with the first pair: most of a large form's rubrics may have none yet. */
class RubricRoom {
  readonly counts = new Map<string, RubricCounts>();
  readonly #rubrics: ReadonlyMap<string, RubricItem>;
  #counters = 0;
  /** Whether some rubric has to wait for another pass. */
  isFull = false;

  constructor(rubrics: readonly RubricItem[]) {
    this.#rubrics = new Map(rubrics.map((item) => [item.id, item]));
  }

  rubric(id: string): RubricItem | undefined {
    return this.#rubrics.get(id);
  }

  /** null where the rubric has to wait: for the whole pass, as room never grows. */
  countsOf(item: RubricItem): RubricCounts | null {
    const known = this.counts.get(item.id);
    if (known !== undefined) return known;
    const counters = mostCounters(item);
    if (this.counts.size > 0 && this.#counters + counters > MOST_COUNTERS) {
      this.isFull = true;
      return null;
    }
    this.#counters += counters;
    const counts = emptyRubricCounts(item);
    this.counts.set(item.id, counts);
    return counts;
  }
}

function isDoubleRated(item: { readonly type: string }): item is RubricItem {
  return item.type === "rubric" && "doubleRating" in item;
}

/** Its ratings may go on in the next page. */
function startOfLastAnswer(ratings: readonly StoredRating[]): number {
  const last = ratings.at(-1);
  return (
    1 + ratings.findLastIndex((one) => one.ordinal !== last?.ordinal || one.item !== last.item)
  );
}

function count(room: RubricRoom, ratings: readonly StoredRating[]): void {
  for (const own of Map.groupBy(ratings, nameOf).values()) {
    const item = room.rubric(own[0]?.item ?? "");
    if (item === undefined) continue;
    const [first, second] = standingRatings(item, own);
    if (first === undefined || second === undefined) continue;
    const counts = room.countsOf(item);
    if (counts !== null) countRatings(counts, first.levels, second.levels);
  }
}

function nameOf({ ordinal, item }: StoredRating): string {
  return `${ordinal}/${item}`;
}
