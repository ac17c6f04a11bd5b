/** Which attempts a summary counts, against the summary of those attempts alone. */

import { expect, test } from "bun:test";

import fc from "fast-check";

import { defineAssessment } from "#usecase/define-assessment.ts";
import type { Limits } from "#usecase/deps.ts";
import { readResult } from "#usecase/read-result.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { seededRandom } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

const CHOICES = ["first", "last", "best"] as const;
type Choice = (typeof CHOICES)[number];

/** Awkward weights: a bin holds many totals, so quantiles are asked of the stored results. */
const items = [
  ...Array.from({ length: 12 }, (_, index) => ({
    id: `q${index}`,
    type: "single_choice",
    options: ["A", "B"],
    key: "A",
    weight: `${index + 2}/13`,
  })),
  { id: "text", type: "text", key: ["yes"], points: 0.5 },
];
const form = {
  items,
  scales: [{ id: "some", items: ["q0", "q1", "text"], aggregate: "sum" }],
  bands: [{ scale: "total", on: "percent", cuts: [{ min: 40, label: "pass" }] }],
};

interface Attempt {
  readonly candidate: string;
  readonly attempt: number;
  readonly answers: Readonly<Record<string, string>>;
}

/** Some attempts a candidate, their numbers with gaps, in no order. Not for counts that 61 divides. */
function attemptsOf(count: number, seed: number): Attempt[] {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, (_, index) => ({
    candidate: `c-${random(Math.ceil(count / 2))}`,
    attempt: index + 1,
    answers: Object.fromEntries(
      items.map(({ id }) => [id, id === "text" ? ["yes", "no"][random(2)] : "AB"[random(2)]]),
    ) as Record<string, string>,
  }));
  return rows.map((row, index) => ({ ...row, attempt: 1 + ((index * 61) % count) }));
}

/** Written out: sorted as the rule says, the first of each candidate. */
function chosenOf(choice: Choice, rows: readonly Attempt[]): Attempt[] {
  const { results } = must(scoreStateless({ assessment: form, responses: rows }));
  const points = new Map(rows.map((row, index) => [row, results[index]?.points ?? 0]));
  const sorted = rows.toSorted((a, b) => {
    if (choice === "last") return b.attempt - a.attempt;
    const better = (points.get(b) ?? 0) - (points.get(a) ?? 0);
    return choice === "best" && better !== 0 ? better : a.attempt - b.attempt;
  });
  const seen = new Set<string>();
  return sorted.filter(({ candidate }) => !seen.has(candidate) && seen.add(candidate));
}

function expectedSummary(choice: Choice, rows: readonly Attempt[]): string {
  const { summary } = must(scoreStateless({ assessment: form, responses: chosenOf(choice, rows) }));
  return JSON.stringify({ ...summary, attempts: choice, submitted: rows.length });
}

test("scoring without a store counts the chosen attempts alone, in any order", () => {
  const some = fc.record({
    choice: fc.constantFrom(...CHOICES),
    count: fc.integer({ min: 0, max: 60 }),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(some, ({ choice, count, seed }) => {
      const rows = attemptsOf(count, seed);
      const expected = expectedSummary(choice, rows);
      for (const responses of [rows, rows.toReversed()]) {
        const scored = must(
          scoreStateless({ assessment: { ...form, attempts: choice }, responses }),
        );
        expect(JSON.stringify(scored.summary)).toBe(expected);
        expect(scored.results).toHaveLength(count);
      }
    }),
    { numRuns: 60 },
  );
});

describeOnEachDatabase("countAttempts", (database) => {
  const given = async (attempts: Choice | "all", rows: readonly Attempt[], limits = {}) => {
    const deps = testDeps(database.db, limits);
    const assessment = await givenAssessment(deps, { ...form, attempts });
    await givenResponses(deps, assessment, rows);
    const score = async () => must(await scoreAssessment(deps, { ...assessment, revision: null }));
    return { deps, assessment, score };
  };

  const shapes: Partial<Limits>[] = [
    {},
    { batchSize: 1, lanes: 3 },
    { batchSize: 7, sequential: true },
    { batchSize: 64, lanes: 2 },
  ];

  test.each(CHOICES)(
    "%s: the same bytes whatever the batches, the lanes and the order of arrival",
    async (choice) => {
      const rows = attemptsOf(230, 11);
      const expected = expectedSummary(choice, rows);
      for (const [index, limits] of shapes.entries()) {
        const { score } = await given(choice, index % 2 === 0 ? rows : rows.toReversed(), limits);
        const { run, summary } = await score();
        expect(run).toMatchObject({ status: "succeeded", counts: { total: 230, scored: 230 } });
        expect(JSON.stringify(summary)).toBe(expected);
      }
    },
    60_000,
  );

  test("a new attempt moves the summary at the next run, and only what is new is scored", async () => {
    const rows = attemptsOf(120, 5);
    const { deps, assessment, score } = await given("last", rows.slice(0, 100));
    expect(JSON.stringify((await score()).summary)).toBe(
      expectedSummary("last", rows.slice(0, 100)),
    );
    await givenResponses(deps, assessment, rows);
    const { run, summary } = await score();
    expect(run.timings).toMatchObject({ new: 20, batches: 1 });
    expect(JSON.stringify(summary)).toBe(expectedSummary("last", rows));
    const again = await score();
    expect(again.run.timings).toMatchObject({ new: 0, batches: 0 });
    expect(JSON.stringify(again.summary)).toBe(JSON.stringify(summary));
  });

  test("all attempts count where the definition does not say; their results are kept anyhow", async () => {
    const rows = attemptsOf(40, 2);
    const all = must(scoreStateless({ assessment: form, responses: rows }));
    expect(all.summary).toMatchObject({ attempts: "all", responses: 40, submitted: 40 });
    const { score } = await given("all", rows);
    expect(JSON.stringify((await score()).summary)).toBe(JSON.stringify(all.summary));

    const first = await given("first", rows);
    const { run } = await first.score();
    expect(run.digest).toBe((await score()).run.digest);
    for (const [index, { candidate, attempt }] of rows.entries()) {
      const asked = {
        ...first.assessment,
        revision: null,
        candidate,
        attempt,
        explain: false,
      };
      expect(must(await readResult(first.deps, asked)).points).toBe(
        all.results[index]?.points ?? null,
      );
    }
  });

  test("of equally good attempts the lowest number counts", async () => {
    const deps = testDeps(database.db);
    const choices = ["q1", "q2"].map((id) => ({ ...items[0], id, weight: 1 }));
    const scales = [{ id: "one", items: ["q1"], aggregate: "sum" }];
    const assessment = await givenAssessment(deps, { items: choices, scales, attempts: "best" });
    await givenResponses(deps, assessment, [
      { candidate: "a", attempt: 3, answers: { q1: "B", q2: "A" } },
      { candidate: "a", attempt: 2, answers: { q1: "A", q2: "B" } },
      { candidate: "a", attempt: 1, answers: { q1: "B", q2: "B" } },
      { candidate: "a", attempt: 4, answers: { q1: "B", q2: "A" } },
    ]);
    const { summary } = must(await scoreAssessment(deps, { ...assessment, revision: null }));
    expect(summary).toMatchObject({ mean: 1, scales: [{ id: "one", mean: 1 }], submitted: 4 });
  });

  test("a failed attempt counts as failed, and is the best only of failed ones", async () => {
    const deps = testDeps(database.db);
    const choice = (options: readonly string[], attempts: string) => ({
      items: [{ id: "q", type: "single_choice", options, key: "A" }],
      attempts,
    });
    const failures: Record<Choice, object> = {
      first: { responses: 1, failed: 1, mean: 0, submitted: 3 },
      last: { responses: 0, failed: 2, mean: null, submitted: 3 },
      best: { responses: 1, failed: 1, mean: 0, submitted: 3 },
    };
    for (const attempts of CHOICES) {
      const assessment = await givenAssessment(deps, choice(["A", "B"], attempts));
      const later = { ...assessment, definition: choice(["A", "B", "C"], attempts), ifMatch: null };
      must(await defineAssessment(deps, later));
      // The first revision has no option C: it cannot read such an answer.
      await givenResponses(deps, assessment, [
        { candidate: "some", attempt: 1, answers: { q: "B" } },
        { candidate: "some", attempt: 2, answers: { q: "C" } },
        { candidate: "none", attempt: 1, answers: { q: "C" } },
      ]);
      const { run, summary } = must(await scoreAssessment(deps, { ...assessment, revision: 1 }));
      expect(run.counts).toMatchObject({ total: 3, scored: 1, failed: 2 });
      expect(summary).toMatchObject(failures[attempts]);
    }
  });
});
