/**
 * One result's trace: from the raw answers to the bands, enough to recompute
 * every number by hand. Deterministic, and made only when someone asks: the
 * rules run again for this one response.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import { readCode } from "../answers/decode-response.ts";
import type { Layout } from "../answers/layout.ts";
import { type Rating, standingRatings } from "../rules/rubric/standing-ratings.ts";
import { placeRatingsOf } from "../scoring/place-ratings.ts";
import type { Plan, PlanItem } from "../scoring/plan.ts";
import { readResult, type StoredPoints } from "../scoring/read-result.ts";
import type { UnknownAnswers } from "../scoring/resolve-levels.ts";

import { ENGINE_VERSION } from "./engine-version.ts";
import { type BandExplanation, explainBands } from "./explain-bands.ts";
import { explainGates, type GateExplanation } from "./explain-gates.ts";
import {
  type CodedAnswer,
  explainItem,
  type ExplainedItem,
  type ItemExplanation,
} from "./explain-item.ts";
import { nameNotReached } from "./name-not-reached.ts";
import { explainThetas, type ThetaExplanation } from "./explain-thetas.ts";
import { explainScales, type ScaleExplanation } from "./explain-scales.ts";

export interface Explanation {
  /** Version of the engine that explains. */
  readonly engine: string;
  readonly revision: number;
  /** SHA-256 of the definition, in hex; null where it was never stored. */
  readonly definitionHash: string | null;
  readonly items: readonly ItemExplanation[];
  readonly scales: readonly ScaleExplanation[];
  /** Only where the definition has `irt`. */
  readonly thetas?: readonly ThetaExplanation[];
  readonly bands: readonly BandExplanation[];
  readonly gates: readonly GateExplanation[];
}

export interface ExplainedResult {
  readonly revision: number;
  readonly definitionHash: string | null;
  /** That the plan was compiled for. */
  readonly layout: Layout;
  /** The response's answer codes. */
  readonly row: Uint8Array;
  readonly stored: StoredPoints;
  /** Exact texts of `openAnswers`, in its order. */
  readonly texts: readonly (string | null)[];
  /** What people said of the answers that they are to score, in order of arrival. */
  readonly ratings: readonly Rating[];
}

/** The answers of a row that only the dictionary knows. */
export function openAnswers(plan: Plan, row: Uint8Array): UnknownAnswers {
  const open = plan.items.filter((item) => isOpen(item, row));
  return {
    items: open.map(({ item }) => item.id),
    codes: open.map((item) => readCode(row, item)),
  };
}

function isOpen(item: PlanItem, row: Uint8Array): boolean {
  return item.width !== 1 && readCode(row, item) >= AnswerCode.firstAnswer;
}

/**
 * @throws RangeError where the rules now give other points than those stored,
 *   or an answer is not in the dictionary: both are faults of the service.
 */
export function explainResult(plan: Plan, result: ExplainedResult): Explanation {
  const { revision, definitionHash, stored } = result;
  const rated = placeRatingsOf(plan, result.row, result.ratings);
  const items = nameNotReached(explainItems(plan, result, rated), plan.definition);
  const read = readResult(plan, rated, stored);
  checkSum("points", read.points, sumOf(items, "micropoints"));
  checkSum("maxPoints", read.maxPoints, sumOf(items, "maxMicropoints"));
  const attributes = stored.attributes ?? null;
  const thetas = explainThetas(plan, items, { row: rated, thetas: read.thetas, attributes });
  return {
    engine: ENGINE_VERSION,
    revision,
    definitionHash,
    items: items.map(({ shown }) => shown),
    scales: explainScales(plan, items, { read, attributes }),
    ...(thetas.length === 0 ? {} : { thetas }),
    bands: explainBands(plan, read),
    gates: explainGates(plan, read),
  };
}

function explainItems(
  plan: Plan,
  { layout, row, texts, ratings }: ExplainedResult,
  rated: Uint8Array,
): ExplainedItem[] {
  const { items: open } = openAnswers(plan, row);
  const byItem = new Map(open.map((id, index) => [id, texts[index] ?? null]));
  return plan.items.map((item) => {
    const { id } = item.item;
    const code = readCode(row, item);
    const narrow = layout.columns[item.column]?.answers[code - AnswerCode.firstAnswer] ?? null;
    const text = item.width === 1 ? narrow : (byItem.get(id) ?? null);
    if (code >= AnswerCode.firstAnswer && text === null) {
      throw new RangeError(`no answer ${code} of item ${id}`);
    }
    const coded = { code: readCode(rated, item), text, ...ratingsBehind(item, text, ratings) };
    return explainItem(item, coded, plan.definition.absentMeans);
  });
}

/** Only of an answer: where there is none, nothing that people said counts. */
function ratingsBehind(
  { item }: PlanItem,
  text: string | null,
  ratings: readonly Rating[],
): Pick<CodedAnswer, "ratings"> {
  if (item.type !== "rubric" || text === null) return {};
  const own = ratings.filter((rating) => rating.item === item.id);
  return { ratings: standingRatings(item, own) };
}

function sumOf(
  items: readonly ExplainedItem[],
  of: "micropoints" | "maxMicropoints",
): number | null {
  return items.reduce((sum: number | null, { [of]: points }) => {
    return sum === null || points === null ? null : sum + points;
  }, 0);
}

function checkSum(of: string, stored: number | null, explained: number | null): void {
  if (stored === explained) return;
  throw new RangeError(`the explanation adds up to ${of} ${explained}, but ${stored} are stored`);
}
