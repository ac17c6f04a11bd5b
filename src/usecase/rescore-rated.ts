/**
 * Scores again what people have said more of since it was counted.
 *
 * @module
 */

import type { Layout } from "#engine/answers/layout.ts";
import { placeRatings } from "#engine/scoring/place-ratings.ts";
import { needsAttributes, type ResponseBatch } from "#engine/scoring/plan.ts";
import { type CountableBatch, countBatch } from "#engine/statistics/count-batch.ts";
import { subtractTally } from "#engine/statistics/subtract-tally.ts";
import { emptyTally } from "#engine/statistics/tally.ts";
import { err, ok, type Result } from "#result";
import { ratedOrdinals, ratingsOf, type StoredRating } from "#store/ratings.ts";
import { readBatchAt } from "#store/responses.ts";
import type { Counted } from "#store/tallies.ts";

import { countAnew } from "./count-anew.ts";
import type { Deps } from "./deps.ts";
import { retry } from "./retry.ts";
import { readAndScore, type Scoring, scoreRows, writeResults } from "./score-range.ts";
import type { BatchFailed } from "./score-segment.ts";
import { type KeptTally, saveOrReload } from "./tally-keeper.ts";

export interface Rescored {
  readonly kept: KeptTally;
  /** Responses that were scored again. */
  readonly new: number;
}

/** Ratings taken into account at a time: between two saves of the tally. */
const STEP_RATINGS = 2_000;

/**
 * Step by step: the responses of the next ratings are scored once as they were
 * counted and once as they are now, the new results stored, the old ones taken
 * out of the tally and the new ones added. What was counted is worked out from
 * the ratings that the tally covers, not read off stored results, so a run that
 * was interrupted after storing them does no harm.
 *
 * Where that takes out a least or greatest value, the rest is only stored, and
 * all is counted anew at the end.
 */
export async function rescoreRated(
  deps: Deps,
  scoring: Scoring,
  kept: KeptTally,
  run: { readonly layout: Layout; readonly onProgress: (scored: number) => Promise<void> },
): Promise<Result<Rescored, BatchFailed>> {
  const rescoring = new Rescoring(deps, scoring, kept);
  while (rescoring.isBehind) {
    const stepped = await rescoring.step();
    if (!stepped.ok) return stepped;
    await run.onProgress(rescoring.counted.upto);
  }
  const { upto } = rescoring.counted;
  return await rescoring.end(run.layout, () => run.onProgress(upto));
}

class Rescoring {
  readonly #deps: Deps;
  readonly #scoring: Scoring;
  #kept: KeptTally;
  /** The last rating that results go by. */
  #done: number;
  /** Whether the tally can still be used. */
  #isSound = true;
  #rescored = 0;

  constructor(deps: Deps, scoring: Scoring, kept: KeptTally) {
    this.#deps = deps;
    this.#scoring = scoring;
    this.#kept = kept;
    this.#done = kept.counted?.inputsVersion ?? scoring.ratings;
  }

  get isBehind(): boolean {
    return this.#done < this.#scoring.ratings;
  }

  async step(): Promise<Result<void, BatchFailed>> {
    const { key } = this.#scoring;
    const upto = Math.min(this.#done + STEP_RATINGS, this.#scoring.ratings);
    const throughOrdinal = this.counted.upto;
    const deps = this.#deps;
    const ordinals = await retry(deps, () =>
      ratedOrdinals(deps.db, key, { after: this.#done, upto, throughOrdinal }),
    );
    try {
      if (ordinals.length > 0) await this.#rescore(ordinals, upto);
    } catch (error) {
      const [from = 0, to = from] = [ordinals[0], ordinals.at(-1)];
      return err({ batch: { from, to }, error });
    }
    this.#done = upto;
    if (this.#isSound) await this.#save();
    return ok(undefined);
  }

  async end(layout: Layout, onBatch: () => Promise<void>): Promise<Result<Rescored, BatchFailed>> {
    const scoring = { ...this.#scoring, ratings: this.#done };
    if (!this.#isSound) {
      const { upto } = this.counted;
      const counted = await countAnew(this.#deps, scoring, {
        layout,
        upto,
        score: (range) => readAndScore(this.#deps, scoring, range),
        onBatch,
      });
      if (!counted.ok) return counted;
      this.#kept = { ...this.#kept, tally: counted.value };
      await this.#save();
    }
    return ok({ kept: this.#kept, new: this.#rescored });
  }

  get counted(): Counted {
    return this.#kept.counted ?? { upto: 0, inputsVersion: this.#done };
  }

  async #save(): Promise<void> {
    const now = { upto: this.counted.upto, inputsVersion: this.#done };
    this.#kept = await saveOrReload(this.#deps, this.#scoring, this.#kept, now);
    // Another run that was first may have gone further, or not so far.
    this.#done = this.#kept.counted?.inputsVersion ?? this.#done;
    this.#isSound = true;
  }

  async #rescore(ordinals: readonly number[], upto: number): Promise<void> {
    const [before, after] = await retry(this.#deps, () => this.#beforeAndAfter(ordinals, upto));
    await retry(this.#deps, () =>
      writeResults(this.#deps, { ...this.#scoring, ratings: upto }, after),
    );
    this.#rescored += ordinals.length;
    this.#scoring.clock.batch(ordinals.length);
    if (this.#isSound) this.#exchange(before, after);
  }

  #exchange(before: CountableBatch, after: CountableBatch): void {
    const { plan, clock } = this.#scoring;
    clock.timeSync("score", () => {
      const part = emptyTally(plan);
      countBatch(plan, part, before);
      this.#isSound = subtractTally(this.#kept.tally, part);
      countBatch(plan, this.#kept.tally, after);
    });
  }

  async #beforeAndAfter(
    ordinals: readonly number[],
    upto: number,
  ): Promise<readonly [CountableBatch, CountableBatch]> {
    const { key, plan } = this.#scoring;
    const [batch, ratings] = await Promise.all([
      readResponsesAt(this.#deps, this.#scoring, ordinals),
      ratingsOf(this.#deps.db, key, ordinals, upto),
    ]);
    const known = this.counted.inputsVersion;
    const earlier = ratings.filter(({ sequence }) => sequence <= known);
    return [
      await scoreRows(this.#deps, this.#scoring, rated(plan, batch, ordinals, earlier)),
      await scoreRows(this.#deps, this.#scoring, rated(plan, batch, ordinals, ratings)),
    ];
  }
}

function rated(
  plan: Scoring["plan"],
  batch: ResponseBatch,
  ordinals: readonly number[],
  ratings: readonly StoredRating[],
): ResponseBatch {
  const places = new Map(ordinals.map((ordinal, place) => [ordinal, place]));
  const placed = ratings.map((rating) => ({
    ...rating,
    place: places.get(rating.ordinal) as number,
  }));
  return { ...batch, rows: placeRatings(plan, batch.rows, placed) };
}

async function readResponsesAt(
  deps: Pick<Deps, "db">,
  { key, plan }: Scoring,
  ordinals: readonly number[],
): Promise<ResponseBatch> {
  const read = await readBatchAt(deps.db, key, ordinals, {
    rowLength: plan.rowLength,
    withAttributes: needsAttributes(plan),
  });
  const { count, rows, hasGaps, attributes } = read;
  if (count !== ordinals.length) throw new RangeError("a response that has ratings is gone");
  const batch = { count, rows, hasGaps, fromOrdinal: 0, ordinals: Int32Array.from(ordinals) };
  return attributes === undefined ? batch : { ...batch, attributes };
}
