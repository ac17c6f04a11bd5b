/**
 * Scoring written out the plain way, one response and one item at a time, as
 * the measure of the tables: objects, BigInt, no codes, no bins.
 *
 * @module
 */

import type { Definition, Item } from "#engine/definition/definition.ts";
import { compileItem } from "#engine/rules/compile-item.ts";
import type { Answer } from "#engine/rules/compiled-item.ts";

export interface PlainResponse {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly states?: Readonly<Record<string, string>>;
}

export interface PlainResult {
  readonly points: bigint;
  readonly maxPoints: bigint;
  readonly items: readonly bigint[];
  readonly scales: readonly (bigint | null)[];
}

export function plainResult(definition: Definition, response: PlainResponse): PlainResult {
  const items = definition.items.map((item) => plainPoints(item, definition, response));
  const maxima = definition.items.map((item) =>
    isPresented(item, definition, response) ? BigInt(compileItem(item).maxPoints) : 0n,
  );
  const scales = definition.scales.map((scale) => {
    const members = scale.items.map((id) => definition.items.findIndex((item) => item.id === id));
    const answered = members.filter((member) => isAnswered(definition.items[member], response));
    const hasRating = members.some((member) => definition.items[member]?.type === "rating");
    if (hasRating && answered.length === 0) return null;
    if (scale.missing === "null_if_any" && answered.length < members.length) return null;
    return total(members.map((member) => items[member] as bigint));
  });
  return { points: total(items), maxPoints: total(maxima), items, scales };
}

function plainPoints(item: Item, definition: Definition, response: PlainResponse): bigint {
  if (!isPresented(item, definition, response)) return 0n;
  const rule = compileItem(item);
  if (!isAnswered(item, response)) return BigInt(rule.blank);
  return BigInt(rule.evaluate(response.answers[item.id] as Answer));
}

function isPresented(
  item: Item,
  definition: Definition,
  { answers, states }: PlainResponse,
): boolean {
  const state = states?.[item.id];
  if (state === "not_presented" || state === "not_applicable") return false;
  const isAbsent = !(item.id in answers) && state === undefined;
  return !(isAbsent && definition.absentMeans === "not_presented");
}

function isAnswered(item: Item | undefined, { answers }: PlainResponse): boolean {
  const answer = item === undefined ? undefined : answers[item.id];
  if (answer === undefined || answer === null) return false;
  const isEmpty = Array.isArray(answer) && answer.length === 0;
  return !(isEmpty && item?.type === "multiple_choice" && item.emptyMeans === "omitted");
}

function total(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}
