import type { Layout } from "#engine/answers/layout.ts";
import { extendLayout } from "#engine/answers/extend-layout.ts";
import { responseEncoder } from "#engine/answers/response-encoder.ts";
import type { Definition } from "#engine/definition/definition.ts";
import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { compilePlan, type PlanOptions } from "#engine/scoring/compile-plan.ts";
import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";
import { learnAnswers, resolveLevels } from "#engine/scoring/resolve-levels.ts";
import { scoreBatch } from "#engine/scoring/score-batch.ts";
import { type CountableBatch, countBatch } from "#engine/statistics/count-batch.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";

import { must } from "../../support/must.ts";

/** A definition made ready, with a dictionary of its own. */
export interface Form {
  readonly definition: Definition;
  readonly layout: Layout;
  readonly plan: Plan;
  readonly texts: Map<string, string[]>;
}

export function givenForm(input: unknown, options?: PlanOptions): Form {
  const { definition } = must(parseDefinition(input));
  const layout = must(extendLayout(null, definition, 1));
  return {
    definition,
    layout,
    plan: must(compilePlan(definition, layout, options)),
    texts: new Map(),
  };
}

export function encodeBatch(
  form: Form,
  responses: readonly unknown[],
  fromOrdinal = 1,
): ResponseBatch {
  const encoder = responseEncoder(form.layout, form.definition, {
    codeOf: (column, text) => codeOf(form, column, text),
  });
  for (const [index, response] of responses.entries()) {
    const fault = encoder.add(index + 1, response);
    if (fault !== null) throw new Error(JSON.stringify(fault));
  }
  const { count, rows, hasGaps, attributes } = encoder.take();
  return { count, rows, hasGaps: hasGaps.includes(true), fromOrdinal, attributes };
}

function codeOf({ layout, texts }: Form, column: number, text: string): number {
  const { item, width, answers } = layout.columns[column] ?? { item: "", width: 4, answers: [] };
  const known = width === 1 ? answers : (texts.get(item) ?? []);
  const index = known.indexOf(text);
  if (index >= 0) return 8 + index;
  texts.set(item, [...known, text]);
  return 8 + known.length;
}

export function scored(form: Form, batch: ResponseBatch): CountableBatch {
  const { unknown } = resolveLevels(form.plan, batch);
  const texts = unknown.codes.map(
    (code, index) => form.texts.get(unknown.items[index] ?? "")?.[code - 8] ?? null,
  );
  const { levels } = resolveLevels(form.plan, batch, learnAnswers(form.plan, unknown, texts));
  return { batch, levels, scored: scoreBatch(form.plan, batch, levels) };
}

/** The tally of responses cut into batches of the given sizes, repeated as needed. */
export function tallied(
  form: Form,
  responses: readonly unknown[],
  sizes: readonly number[],
): Tally {
  const tally = emptyTally(form.plan);
  let from = 0;
  for (let turn = 0; from < responses.length; turn++) {
    const size = sizes[turn % sizes.length] ?? responses.length;
    const batch = encodeBatch(form, responses.slice(from, from + size), from + 1);
    countBatch(form.plan, tally, scored(form, batch));
    from += size;
  }
  return tally;
}
