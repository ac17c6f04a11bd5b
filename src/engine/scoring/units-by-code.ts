/**
 * What each code of an item is worth.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import { answerText, parseAnswer } from "../answers/answer-text.ts";
import type { Column } from "../answers/layout.ts";
import type { Definition, Item } from "../definition/definition.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import { emptyIsOmitted } from "./is-answered.ts";

/**
 * Entry c is what code c is worth, in units: for an item of one byte, c is the
 * answer code; for a wider one, c is the level code, where 8 + i stands for
 * the item's i-th distinct points. NaN marks what this revision cannot read,
 * and stays visible in every sum it enters.
 */
export function unitsByCode(
  item: Item,
  rule: CompiledItem,
  column: Column,
  form: {
    readonly unit: number;
    readonly definition: Pick<Definition, "absentMeans" | "trailingBlanks">;
  },
): Float64Array {
  const answers = column.width === 1 ? narrowPoints(item, rule, column) : rule.levels;
  const units = new Float64Array(AnswerCode.firstAnswer + answers.length).fill(Number.NaN);
  const blank = rule.blank / form.unit;
  units[AnswerCode.didNotExist] = 0;
  units[AnswerCode.omitted] = blank;
  units[AnswerCode.absent] = form.definition.absentMeans === "omitted" ? blank : 0;
  units[AnswerCode.notPresented] = 0;
  units[AnswerCode.notApplicable] = 0;
  if (form.definition.trailingBlanks === "not_reached") units[AnswerCode.notReached] = blank;
  // Nothing yet: a result with such an answer is provisional.
  if (item.type === "rubric") units[AnswerCode.pending] = 0;
  if ("emptyMeans" in item) {
    units[AnswerCode.emptySet] = emptyIsOmitted(item) ? blank : rule.evaluate([]) / form.unit;
  }
  for (const [index, points] of answers.entries()) {
    units[AnswerCode.firstAnswer + index] = points / form.unit;
  }
  return units;
}

/**
 * Points of the column's answers up to the last that this revision can read:
 * answers that later revisions append must not change how its counts lie.
 */
function narrowPoints(item: Item, rule: CompiledItem, column: Column): number[] {
  const points = column.answers.map((text) => pointsOf(item, rule, text));
  return points.slice(0, points.findLastIndex((value) => !Number.isNaN(value)) + 1);
}

/** Points of a stored answer; NaN where this revision's item cannot give it. */
export function pointsOf(item: Item, rule: CompiledItem, text: string): number {
  const answer = parseAnswer(text);
  if (!answerText(item, answer).ok) return Number.NaN;
  return rule.evaluate(answer);
}
