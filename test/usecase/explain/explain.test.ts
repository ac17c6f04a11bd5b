/**
 * Every trace is enough: points, totals, scales and bands are recomputed from
 * nothing but the JSON of the explanation.
 *
 * @module
 */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import * as v from "valibot";

import { multipleChoiceRules } from "#engine/rules/multiple-choice/multiple-choice-rules.ts";
import { singleChoiceRules } from "#engine/rules/single-choice/single-choice-rules.ts";
import { gapRules } from "#engine/rules/gap/gap-rules.ts";
import { matchRules } from "#engine/rules/match/match-rules.ts";
import { orderRules } from "#engine/rules/order/order-rules.ts";
import { ResultView } from "#http/views/result-view.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { must } from "../../support/must.ts";
import { answers, items } from "./every-rule.ts";
import { difference, equal, fraction, plus, rounded, sum } from "./fraction.ts";
import { exactPoints, formulaOf, lastOf, pointsOf } from "./recompute.ts";

const states = ["not_presented", "not_applicable"] as const;

/** One answer, null, one of the states, or nothing at all. */
function fates(item: Record<string, unknown>): fc.Arbitrary<unknown> {
  const answer = answers[String(item["type"])]?.(item) ?? fc.constant(null);
  return fc.oneof(
    { weight: 8, arbitrary: answer },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, ...states) },
  );
}

const exams = items.chain((list) =>
  fc.record({
    items: fc.constant(list),
    fates: fc.tuple(...list.map(fates)),
    absentMeans: fc.constantFrom("omitted", "not_presented"),
    missing: fc.constantFrom("zero", "null_if_any"),
    on: fc.constantFrom("points", "percent"),
  }),
);

type Exam = typeof exams extends fc.Arbitrary<infer Value> ? Value : never;

function explained({ items: list, fates: given, absentMeans, missing, on }: Exam) {
  const isState = (fate: unknown) => states.some((state) => state === fate);
  const entries = list.map(({ id }, index) => [String(id), given[index]] as const);
  const cuts = [-5, 0, 5, 12, 20].map((min) => ({ min, label: `from ${min}` }));
  const some = list.filter((_, index) => index % 7 === 0).map(({ id }) => id);
  const assessment = {
    items: list,
    absentMeans,
    scales: [
      { id: "some", items: some, aggregate: "sum", missing },
      { id: "rated", items: list.slice(-3).map(({ id }) => id), aggregate: "sum", missing },
    ],
    bands: [
      { scale: "total", on, cuts },
      { scale: "some", on, cuts },
    ],
  };
  const response = {
    candidate: "c",
    answers: Object.fromEntries(entries.filter(([, fate]) => fate !== undefined && !isState(fate))),
    states: Object.fromEntries(entries.filter(([, fate]) => isState(fate))),
  };
  const input = { assessment, responses: [response], explain: true };
  const scores = must(scoreStateless(input));
  expect(scores.errors).toEqual([]);
  const result = v.parse(ResultView, JSON.parse(JSON.stringify(scores.results[0])));
  if (result.explanation === undefined) throw new Error("not explained");
  return { response, result, explanation: result.explanation };
}

/** Both are the same number of millionths. */
function expectSame(points: number | null, recomputed: ReturnType<typeof fraction>): void {
  expect(points).toBe(Number(rounded(recomputed).top) / 1_000_000);
}

test("points, steps and totals follow from the trace alone", () => {
  fc.assert(
    fc.property(exams, (exam) => {
      const { result, explanation } = explained(exam);
      const traced = explanation.items;
      expect(traced).toHaveLength(exam.items.length);
      for (const item of traced) {
        if (item.state === "answered") {
          expect([item.id, equal(formulaOf(item), fraction(item.formula ?? "none"))]).toEqual([
            item.id,
            true,
          ]);
        } else expect(item.formula).toBeNull();
        expectSame(item.points, exactPoints(item));
        expect([item.id, equal(lastOf(item), pointsOf(item))]).toEqual([item.id, true]);
      }
      expectSame(result.points, sum(traced.map(pointsOf)));
      expectSame(result.maxPoints, sum(traced.map(({ maxPoints }) => fraction(maxPoints))));
    }),
    { numRuns: 150 },
  );
});

type Result = v.InferOutput<typeof ResultView>;
type Explained = NonNullable<Result["explanation"]>;

function expectScale(scale: Explained["scales"][number], items: Explained["items"]): void {
  const members = scale.members.map((member) => {
    const item = items.find(({ id }) => id === member.item);
    expect(item).toMatchObject({ state: member.state, points: member.points });
    return member;
  });
  const answered = members.filter(({ state }) => state === "answered").length;
  expect(scale.answered).toBe(answered);
  expect(scale.unanswered).toHaveLength(members.length - answered);

  const isEmpty = scale.id === "rated" && answered === 0;
  const isNull = scale.parameters["missing"] === "null_if_any" && answered < members.length;
  if (isEmpty || isNull) expect(scale.raw).toBeNull();
  else expectSame(scale.raw, sum(members.map(({ points }) => fraction(points ?? 0))));
}

function expectBand({ value, slack, met, next }: Explained["bands"][number]): void {
  if (value === null) return;
  const most = plus(fraction(value), fraction(slack ?? "none"));
  const isReached = ({ min }: { readonly min: string | number }) =>
    difference(most, fraction(min)) >= 0n;
  expect(met === null || isReached(met)).toBe(true);
  expect(next !== null && isReached(next)).toBe(false);
}

test("scales follow from their members, and bands from their cuts", () => {
  fc.assert(
    fc.property(exams, (exam) => {
      const { explanation, result } = explained(exam);
      for (const scale of explanation.scales) {
        expectScale(scale, explanation.items);
        expect(result.scales[scale.id]).toMatchObject({ raw: scale.raw, max: scale.max });
      }
      for (const band of explanation.bands) {
        expectBand(band);
        expect(band.met?.label ?? null).toBe(result.bands[band.scale] ?? null);
      }
    }),
    { numRuns: 100 },
  );
});

describe("every rule", () => {
  test("is among the items, and says what its points follow from", () => {
    const told = new Map<string, string[]>();
    for (const exam of fc.sample(exams, { numRuns: 40, seed: 1 })) {
      for (const item of explained(exam).explanation.items) {
        if (item.state !== "answered") continue;
        const name = `${item.type} ${item.rule}`;
        told.set(name, [...(told.get(name) ?? []), ...Object.keys(item.evidence)]);
      }
    }
    for (const [type, rules] of Object.entries({
      single_choice: singleChoiceRules,
      multiple_choice: multipleChoiceRules,
      order: orderRules,
      match: matchRules,
      gap: gapRules,
    })) {
      for (const rule of Object.keys(rules)) expect(told.get(`${type} ${rule}`)).not.toBeEmpty();
    }
    for (const type of ["number", "text", "point", "rating"]) {
      expect(told.get(`${type} ${type}`)).not.toBeEmpty();
    }
  });
});

/** What is kept of an answer: of a set its members, of gaps those that were filled, if any. */
function kept(type: string, answer: unknown): unknown {
  if (answer === null) return null;
  if (type === "multiple_choice" || type === "match") {
    return new Set((answer as unknown[]).map((part) => JSON.stringify(part)));
  }
  if (type !== "gap") return answer;
  const filled = Object.entries(answer as object).filter(([, gap]) => gap !== null);
  return filled.length === 0 ? null : Object.fromEntries(filled);
}

test("an answer is shown as it was sent, and explaining twice says the same", () => {
  fc.assert(
    fc.property(exams, (exam) => {
      const first = explained(exam);
      expect(explained(exam)).toEqual(first);
      const sent: Readonly<Record<string, unknown>> = JSON.parse(
        JSON.stringify(first.response.answers),
      );
      for (const { id, type, answer } of first.explanation.items) {
        expect([id, kept(type, answer)]).toEqual([id, kept(type, sent[id] ?? null)]);
      }
    }),
    { numRuns: 30 },
  );
});
