/**
 * How one item of a response came to its points.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import { answerText, parseAnswer } from "../answers/answer-text.ts";
import type { Definition, Item } from "../definition/definition.ts";
import { type Micropoints, toPoints } from "../micropoints.ts";
import type { Answer, ItemTrace } from "../rules/compiled-item.ts";
import type { Rating, StandingRating } from "../rules/rubric/standing-ratings.ts";
import type { TracedStep } from "../rules/trace-answer.ts";
import type { PlanItem } from "../scoring/plan.ts";
import { isPending } from "../scoring/is-answered.ts";
import { isGap } from "../scoring/score-maxima.ts";

export type ItemState =
  | "answered"
  | "omitted"
  | "not_reached"
  | "not_presented"
  | "not_applicable"
  | "did_not_exist"
  | "unreadable"
  | "pending";

/** JSON for readers: what it holds beside these depends on the rule. */
export interface ItemExplanation {
  readonly id: string;
  readonly type: string;
  /** The type where it has one rule only. */
  readonly rule: string;
  readonly state: ItemState;
  /** As it was submitted; null without one. */
  readonly answer: unknown;
  /** As the rule compared it: see `Reading`. */
  readonly normal: unknown;
  readonly evidence: Readonly<Record<string, unknown>>;
  /** Everything else that the definition says of the item, defaults filled in. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly formula: string | null;
  readonly steps: readonly TracedStep[];
  /** Null where the revision cannot read the answer. */
  readonly points: number | null;
  /** What it adds to the response's maximum. */
  readonly maxPoints: number;
}

export interface ExplainedItem {
  readonly micropoints: Micropoints | null;
  readonly maxMicropoints: Micropoints;
  readonly shown: ItemExplanation;
}

/** The code of a response, and the exact text that it stands for. */
export interface CodedAnswer {
  readonly code: number;
  /** Null for codes that are no answer. */
  readonly text: string | null;
  /** What people said of the answer, where they are to score it. */
  readonly ratings?: readonly StandingRating<Rating>[];
}

export function explainItem(
  { item, compiled }: PlanItem,
  coded: CodedAnswer,
  absentMeans: Definition["absentMeans"],
): ExplainedItem {
  const answer = answerOf(coded);
  const state = stateOf(item, coded.code, answer, absentMeans);
  const maxMicropoints = isGap(coded.code, absentMeans) ? 0 : compiled.maxPoints;
  const { ratings } = coded;
  const isRated = ratings !== undefined && answer !== null;
  const scored = isRated ? ratings.map(({ levels }) => levels) : answer;
  const { points, ...trace } = traceOf(state, scored, (given) => compiled.trace(given));
  return {
    micropoints: points,
    maxMicropoints,
    shown: {
      ...namesOf(item),
      state: trace.state,
      answer,
      normal: trace.normal,
      parameters: parametersOf(item),
      evidence: ratings === undefined ? trace.evidence : { ...trace.evidence, ...raters(ratings) },
      formula: trace.formula,
      steps: trace.steps,
      points: points === null ? null : toPoints(points),
      maxPoints: toPoints(maxMicropoints),
    },
  };
}

/** In the order of the ratings that were scored. */
function raters(ratings: readonly StandingRating<Rating>[]): ItemExplanation["evidence"] {
  return {
    raters: ratings.map(({ rating: { rater, comment = null }, levels }) => {
      return comment === null ? { rater, levels } : { rater, levels, comment };
    }),
  };
}

function namesOf(item: Item): Pick<ItemExplanation, "id" | "type" | "rule"> {
  const { id, type } = item;
  return { id, type, rule: "rule" in item ? item.rule : type };
}

const NAMES = new Set(["id", "type", "rule", "title"]);

function parametersOf(item: Item): ItemExplanation["parameters"] {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !NAMES.has(name)));
}

function answerOf({ code, text }: CodedAnswer): Answer | null {
  // What is pending has the code of an empty list, and a text.
  if (text !== null) return parseAnswer(text);
  return code === AnswerCode.emptySet ? [] : null;
}

function stateOf(
  item: Item,
  code: number,
  answer: Answer | null,
  absentMeans: Definition["absentMeans"],
): ItemState {
  if (isPending(item, code)) return "pending";
  if (answer !== null) return answerText(item, answer).ok ? "answered" : "unreadable";
  switch (code) {
    case AnswerCode.didNotExist:
      return "did_not_exist";
    case AnswerCode.omitted:
      return "omitted";
    case AnswerCode.absent:
      return absentMeans;
    case AnswerCode.notPresented:
      return "not_presented";
    case AnswerCode.notApplicable:
      return "not_applicable";
    default:
      return "unreadable";
  }
}

interface Traced extends Omit<ItemTrace, "state" | "points"> {
  readonly state: ItemState;
  readonly points: Micropoints | null;
}

const NOTHING = { normal: null, evidence: {}, formula: null, steps: [] } as const;

/** An empty list may turn out to be an omitted answer: the item says. */
function traceOf(
  state: ItemState,
  answer: Answer | null,
  trace: (answer: Answer | null) => ItemTrace,
): Traced {
  if (state === "answered" || state === "omitted") return trace(answer);
  return { ...NOTHING, state, points: state === "unreadable" ? null : 0 };
}
