/** Person fit of stored results against that of the same responses in memory. */

import { expect, test } from "bun:test";

import { fitMeasure, personFit } from "#engine/statistics/person-fit/person-fit.ts";
import type { Deps } from "#usecase/deps.ts";
import { defineAssessment } from "#usecase/define-assessment.ts";
import { exportResults } from "#usecase/export-results.ts";
import { fitResults } from "#usecase/fit-results.ts";
import { fitView, type FitView } from "#usecase/fit-view.ts";
import { createLifetime } from "#usecase/lifetime.ts";
import { listResults } from "#usecase/list-results.ts";
import { readResult } from "#usecase/read-result.ts";
import { resultBatchOf, thetasAt } from "#usecase/result-batch.ts";
import type { ResultView } from "#usecase/result-view.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { submitRatings } from "#usecase/submit-ratings.ts";

import { encodeBatch, givenForm, scored, tallied } from "../engine/scoring/encoded-batch.ts";
import { describeOnEachDatabase, openDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { seededRandom } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

const texts = ["oak", "elm", "ash"];
const twoPl = (id: string, b: number) => ({ id, model: "2PL", a: 1.2, b });
const form = {
  items: [
    { id: "q1", type: "single_choice", options: ["A", "B", "C"], key: "A" },
    { id: "q2", type: "single_choice", options: ["A", "B", "C"], key: "B" },
    { id: "q3", type: "single_choice", options: ["C", "A", "B"], key: "C", points: 2 },
    { id: "tree", type: "text", key: ["oak", "elm"] },
    { id: "likert", type: "rating", min: 1, max: 4 },
    { id: "even", type: "multiple_choice", options: ["A", "B"], key: ["A", "B"] },
  ],
  trailingBlanks: "not_reached",
  scales: [{ id: "some", items: ["q1", "tree"], aggregate: "sum" }],
  irt: [
    {
      scale: "total",
      D: 1,
      omitted: "missing",
      method: "eap",
      items: [
        twoPl("q1", -0.5),
        twoPl("tree", 0.3),
        { id: "likert", model: "GRM", a: 1, b: [-1, 0, 1] },
      ],
    },
    {
      scale: "some",
      D: 1.7,
      omitted: "lowest",
      method: "ml",
      items: [twoPl("q1", -0.5), twoPl("tree", 0.3)],
    },
  ],
};

function responsesOf(count: number) {
  const random = seededRandom(7);
  const pick = (from: readonly unknown[]) => from[random(from.length)];
  return Array.from({ length: count }, (_, index) => ({
    candidate: `c-${index}`,
    answers: {
      q1: pick(["A", "B", "C", null]),
      q2: pick(["A", "B", "C"]),
      q3: pick(["A", "B", "C", null]),
      tree: pick([...texts, null]),
      likert: pick([1, 2, 3, 4, null]),
      even: pick([["A"], ["B"], ["A", "B"], [], null]),
    },
  }));
}

function fitsInMemory(responses: readonly unknown[]): FitView[] {
  const given = givenForm(form);
  const { batch, levels, scored: results } = scored(given, encodeBatch(given, responses));
  const { points, thetas } = resultBatchOf(given.plan, batch, results);
  const measure = fitMeasure(given.plan, given.layout, tallied(given, responses, [7]));
  return responses.map((_, response) => {
    const stored = { points: points[response] ?? null, ...thetasAt(thetas, response) };
    return fitView(personFit(measure, { batch, levels, response }, stored));
  });
}

type Named = Awaited<ReturnType<typeof givenAssessment>>;

async function listed(deps: Deps, assessment: Named, fit = true): Promise<readonly ResultView[]> {
  const page = { revision: null, sort: "ordinal", limit: 500, cursor: null } as const;
  return must(await listResults(deps, { ...assessment, ...page, fit })).results;
}

describeOnEachDatabase("fit of results", (database) => {
  test("is that of the responses, in lists, exports and one by one", async () => {
    const deps = testDeps(database.db);
    const assessment = await givenAssessment(deps, form);
    const responses = responsesOf(60);
    await givenResponses(deps, assessment, responses);
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    const wanted = fitsInMemory(responses);

    const list = await listed(deps, assessment);
    expect(list.map(({ fit }) => fit)).toEqual(wanted);
    const { pages, fit: scales } = must(
      await exportResults(deps, { ...assessment, revision: null, fit: true }),
    );
    expect(scales).toEqual(["total", "some"]);
    expect((await Array.fromAsync(pages)).flat()).toEqual([...list]);
    // A process that has scored nothing knows no answer of an open item yet.
    const cold = { ...deps, lifetime: createLifetime() };
    const asked = { ...assessment, revision: null, attempt: null, explain: false, fit: true };
    for (const [index, result] of list.slice(0, 5).entries()) {
      const read = await readResult(cold, { ...asked, candidate: `c-${index}` });
      expect(must(read)).toEqual(result);
    }
    expect(list.some(({ fit }) => (fit?.guttmanErrors ?? 0) > 1)).toBe(true);
  });

  test("lets others have their turn while a page of large forms is judged", async () => {
    const deps = testDeps(database.db);
    const items = Array.from({ length: 2_000 }, (_, place) => ({
      ...form.items[0],
      id: `q${place}`,
    }));
    const { plan, layout } = givenForm({ items });
    const measure = fitMeasure(plan, layout, null);
    const stored = { ordinal: 1, candidate: "c", attempt: 1, maxPoints: null, scales: [] };
    const result = { ...stored, points: 0, answers: new Uint8Array(plan.rowLength).fill(8) };
    const turnsDuring = async (count: number) => {
      let isTaken = false;
      setTimeout(() => (isTaken = true), 0);
      const key = { tenant: 1, assessment: 1 } as never;
      await fitResults(deps, { key }, measure, Array(count).fill(result));
      return isTaken;
    };
    expect(await turnsDuring(10)).toBe(false);
    expect(await turnsDuring(30)).toBe(true);
  });

  test("is of nothing where nobody has answered", async () => {
    const deps = testDeps(database.db);
    const assessment = await givenAssessment(deps, form);
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    expect(await listed(deps, assessment)).toEqual([]);
    const asked = { ...assessment, revision: null, fit: true };
    expect(await Array.fromAsync(must(await exportResults(deps, asked)).pages)).toEqual([]);
  });

  test("is null for a response that the revision cannot read", async () => {
    const deps = testDeps(database.db);
    const [choice] = form.items;
    const assessment = await givenAssessment(deps, { items: form.items });
    const items = [{ ...choice, options: ["A", "B", "C", "D"] }, ...form.items.slice(1)];
    must(await defineAssessment(deps, { ...assessment, definition: { items }, ifMatch: null }));
    await givenResponses(deps, assessment, [
      { candidate: "a", answers: { q1: "D", q2: "A", q3: "B" } },
      { candidate: "b", answers: { q1: "A", q2: "A", q3: "B" } },
    ]);
    must(await scoreAssessment(deps, { ...assessment, revision: 1 }));
    const [unread, read] = await listed(deps, assessment);
    const reason = "response_not_readable";
    expect(unread?.fit).toEqual({
      scales: {},
      guttmanErrors: null,
      guttmanNormed: null,
      longestRun: null,
      longestRunShare: null,
      reasons: { guttmanErrors: reason, guttmanNormed: reason, longestRun: reason },
      flags: [],
    });
    expect(read?.fit).toMatchObject({ guttmanErrors: 0, longestRun: 2 });
  });

  test("leaves out items that were added after the responses came", async () => {
    const deps = testDeps(database.db);
    const items = form.items.slice(0, 3);
    const assessment = await givenAssessment(deps, { items });
    const answers = [
      { q1: "A", q2: "A", q3: "B" },
      { q1: "B", q2: "B", q3: "C" },
      { q1: "A", q2: "A", q3: "C" },
    ];
    const responses = answers.map((own, index) => ({ candidate: `c-${index}`, answers: own }));
    await givenResponses(deps, assessment, responses);
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    const before = await listed(deps, assessment);

    const definition = { items: [...items, form.items[3], { ...items[0], id: "q4" }] };
    must(await defineAssessment(deps, { ...assessment, definition, ifMatch: null }));
    await givenResponses(deps, assessment, [{ candidate: "late", answers: { q4: "A" } }]);
    must(await scoreAssessment(deps, { ...assessment, revision: 2 }));
    const after = await listed(deps, assessment);
    // p: q1 2/4, q2 1/4, q3 2/4, where `late` omitted them.
    expect(before.map(({ fit }) => fit?.guttmanErrors)).toEqual([0, 2, 0]);
    expect(after.slice(0, 3).map(({ fit }) => fit)).toEqual(before.map(({ fit }) => fit));
    expect(after[3]?.fit?.longestRun).toBe(1);
  });

  test("waits for ratings by scale, and goes by them then", async () => {
    const deps = testDeps(database.db);
    const levels = ["no", "yes"].map((id, points) => ({ id, points }));
    const assessment = await givenAssessment(deps, {
      items: [
        form.items[0],
        form.items[1],
        { id: "essay", type: "rubric", criteria: [{ id: "c", levels }] },
      ],
      irt: [
        {
          scale: "total",
          D: 1,
          omitted: "missing",
          method: "map",
          items: [twoPl("q1", -0.5), twoPl("q2", 0), twoPl("essay", 1)],
        },
      ],
    });
    const answers = { q1: "B", q2: "A", essay: "text" };
    await givenResponses(deps, assessment, [{ candidate: "a", answers }]);
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    const [waiting] = await listed(deps, assessment);
    expect(waiting?.fit?.scales["total"]?.reasons).toEqual({
      theta: "ratings_pending",
      lz: "ratings_pending",
      infit: "ratings_pending",
      outfit: "ratings_pending",
      lzStar: "ratings_pending",
    });
    // Nobody is counted yet, so no item is known to be easier than another.
    expect(waiting?.fit?.reasons?.["guttmanErrors"]).toBe("too_few_items");

    const rating = { candidate: "a", item: "essay", rater: "r", levels: { c: "yes" } };
    const rows = async function* () {
      yield [{ line: 1, value: rating }];
    };
    must(await submitRatings(deps, { ...assessment, rows: rows() }));
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    const [rated] = await listed(deps, assessment);
    expect(rated?.fit?.scales["total"]).toMatchObject({
      lz: expect.any(Number),
      lzStar: { value: expect.any(Number), method: "map" },
    });
    // Only the essay is right in this run: it is the easiest.
    expect(rated?.fit).toMatchObject({ guttmanErrors: 0, guttmanNormed: 0 });
  });
});

test("costs one statement a request, and one more where answers are not known yet", async () => {
  const statements: string[] = [];
  const logger = { logQuery: (text: string) => void statements.push(text) };
  const database = await openDatabase("PGlite", { logger });
  const deps = testDeps(database.db);
  const assessment = await givenAssessment(deps, form);
  await givenResponses(deps, assessment, responsesOf(20));
  must(await scoreAssessment(deps, { ...assessment, revision: null }));
  const cost = async (own: Deps, fit: boolean) => {
    statements.length = 0;
    await listed(own, assessment, fit);
    return statements.length;
  };
  const plain = await cost(deps, false);
  expect(await cost(deps, true)).toBe(plain + 1);
  const cold = { ...deps, lifetime: createLifetime() };
  expect(await cost(cold, false)).toBe(plain);
  expect(await cost(cold, true)).toBe(plain + 2);
  await database.close();
}, 60_000);
