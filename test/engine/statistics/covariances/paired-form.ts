/**
 * Forms whose every option is worth what a test says, and the same answers as
 * points, for sums that are computed plainly.
 */

import { addToPairSums, type PairBatch } from "#engine/statistics/covariances/add-to-pair-sums.ts";
import { type OpenedTest, openPairSums } from "#engine/statistics/covariances/open-pair-sums.ts";
import {
  reliabilityByCovariance,
  type TestReliability,
} from "#engine/statistics/covariances/reliability-by-covariance.ts";

import { encodeBatch, type Form, givenForm, scored } from "../../scoring/encoded-batch.ts";

/** Points of options A, B, …, of one item; `blank` of no answer. */
export interface PairedItem {
  readonly points: readonly number[];
  readonly blank?: number;
}

/** Index of the option; null is blank, undefined is not presented. */
export type Chosen = number | null | undefined;

export function pairedForm(items: readonly PairedItem[], scales: readonly unknown[] = []): Form {
  return givenForm({
    items: items.map(({ points, blank = 0 }, index) => ({
      id: `q${index}`,
      type: "single_choice",
      options: points.map((_, option) => OPTIONS[option]),
      optionPoints: Object.fromEntries(points.map((worth, option) => [OPTIONS[option], worth])),
      blank,
    })),
    scales,
  });
}

const OPTIONS = ["A", "B", "C", "D"];

export function pairedBatch(form: Form, rows: readonly (readonly Chosen[])[]): PairBatch {
  const responses = rows.map((row, index) => ({
    candidate: `c-${index}`,
    answers: Object.fromEntries(
      row.flatMap((chosen, item) =>
        chosen === undefined ? [] : [[`q${item}`, chosen === null ? null : OPTIONS[chosen]]],
      ),
    ),
    states: Object.fromEntries(
      row.flatMap((chosen, item) => (chosen === undefined ? [[`q${item}`, "not_presented"]] : [])),
    ),
  }));
  return scored(form, encodeBatch(form, responses));
}

export type OpenTest = Extract<OpenedTest, { readonly sums: unknown }>;

/** Every test of the form, with the responses counted in batches of a size. */
export function counted(
  form: Form,
  rows: readonly (readonly Chosen[])[],
  size = Math.max(1, rows.length),
): OpenTest[] {
  const batches: PairBatch[] = [];
  for (let from = 0; from < rows.length; from += size) {
    batches.push(pairedBatch(form, rows.slice(from, from + size)));
  }
  return countedBatches(form, batches);
}

export function countedBatches(form: Form, batches: readonly PairBatch[]): OpenTest[] {
  const responses = batches.reduce((sum, { batch }) => sum + batch.count, 0);
  const tests = openPairSums(form.plan, responses).filter((test) => "sums" in test);
  for (const { table, sums } of tests) {
    for (const batch of batches) addToPairSums(form.plan, table, sums, batch);
  }
  return tests;
}

/** Of the total, unless a scale is named. */
export function reliabilityOf(
  form: Form,
  rows: readonly (readonly Chosen[])[],
  id = "total",
): TestReliability {
  const test = counted(form, rows).find((one) => one.id === id);
  if (test === undefined) throw new Error(`no sums of ${id}`);
  return reliabilityByCovariance(test) as TestReliability;
}
