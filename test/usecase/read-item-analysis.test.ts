/** Item analysis of stored responses: of which it is, and what reading it takes. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { eq } from "drizzle-orm";

import type { Group } from "#engine/scoring/plan.ts";
import type { Summary } from "#engine/statistics/summary.ts";
import { analyseTest } from "#engine/statistics/items/analyse-test.ts";
import { testsOfTally } from "#engine/statistics/items/tests-of-tally.ts";
import { tallies } from "#store/tables.ts";
import { loadTally } from "#usecase/tally-keeper.ts";
import type { Deps } from "#usecase/deps.ts";
import { planOfRevision } from "#usecase/plan-of-revision.ts";
import { type AnalysisOfRunView, readItemAnalysis } from "#usecase/read-item-analysis.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { scoredRevision } from "#usecase/scored-revision.ts";

import { countWithoutRun } from "../support/count-without-run.ts";
import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { StatementRecorder } from "../support/query-plans.ts";
import { testDeps } from "../support/test-deps.ts";

interface Assessment {
  readonly tenant: number;
  readonly id: string;
}

const recorder = new StatementRecorder();
let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  database = await openDatabase("PGlite", { logger: recorder });
  deps = testDeps(database.db, { lanes: 1 });
}, 60_000);
afterAll(() => database.close());

describe("where all attempts count", () => {
  test("no response is read, only counts; and nothing at all on a hit", async () => {
    const assessment = await givenScored(onWholePoints, mixedResponses(150));
    const { statements, from } = await reading(assessment);
    expect(from).toBe("miss");
    expect(statements.filter((text) => text.includes('"tallies"'))).toHaveLength(1);
    expect(statements.filter((text) => /"(responses|results)"/.test(text))).toEqual([]);
    expect(statements).toHaveLength(5);
    expect(await reading(assessment)).toMatchObject({ statements: [], from: "hit" });
  });

  test("totals that share bins are counted one by one, in a pass", async () => {
    const shown = mixedResponses(150).map((response) => ({ ...response, states: {} }));
    const form = { ...mixedForm, absentMeans: "omitted" };
    const assessment = await givenScored(form, shown);
    const { key, plan, run } = must(await scoredRevision(deps, { ...assessment, revision: null }));
    expect(plan.cells.binWidth).toBeGreaterThan(1);
    const { statements, view } = await reading(assessment);
    expect(statements.some((text) => text.includes("responses"))).toBe(true);

    const summary = run.summary as Summary;
    expect(view.test.quantiles).toEqual([...summary.quantiles]);
    expect(view.test.mean).toBe(summary.mean);
    expect(view.test.reliability.asZero.alpha).toBe(summary.alpha);
    expect(view.test.extremes?.size).toBe(41);
    expect(view.test.reliability.listwise.n).toBeLessThan(150);
    expect(view.items.map(({ d27 }) => d27)).not.toContain(null);
    expect(view.items[0]?.options?.[0]?.strata).toHaveLength(5);
    const { tally } = await loadTally(deps, { key, revision: 1, plan });
    expect(
      analyseTest(testsOfTally(plan, tally).total, { strata: 5, absentMeans: "omitted" }).items[0]
        ?.d27,
    ).toBeNull();
  });

  test("other strata are another answer", async () => {
    const assessment = await givenScored(onWholePoints, mixedResponses(150));
    const five = await reading(assessment, 5);
    const two = await reading(assessment, 2);
    expect([five.from, two.from]).toEqual(["miss", "miss"]);
    expect(five.view.items[0]?.options?.[0]?.strata).toBeNull();
    const all = mixedResponses(150).map((response) => ({ ...response, states: {} }));
    const shown = await givenScored({ ...onWholePoints, absentMeans: "omitted" }, all);
    expect((await reading(shown, 5)).view.items[0]?.options?.[0]?.strata).toHaveLength(5);
    expect((await reading(shown, 2)).view.items[0]?.options?.[0]?.strata).toHaveLength(2);
  });

  test("it is of the run that is named, though more is counted", async () => {
    const assessment = await givenScored(mixedForm, mixedResponses(90));
    const before = await reading(assessment);
    await givenResponses(deps, assessment, mixedResponses(140));
    await countWithoutRun(deps, assessment, { upto: 140 });

    const fresh = { ...deps, cache: testDeps(database.db).cache };
    const after = await reading(assessment, 5, fresh);
    expect(after.from).toBe("miss");
    expect(after.view.upto).toBe(90);
    expect(after.view).toEqual(before.view);
    expect(after.statements.some((text) => text.includes("responses"))).toBe(true);
  });

  test("it is counted anew where counts are lost", async () => {
    const assessment = await givenScored(mixedForm, mixedResponses(90));
    const before = await reading(assessment);
    const { key } = must(await scoredRevision(deps, { ...assessment, revision: null }));
    await deps.db.delete(tallies).where(eq(tallies.assessment, key));
    const fresh = { ...deps, cache: testDeps(database.db).cache };
    expect((await reading(assessment, 5, fresh)).view).toEqual(before.view);
  });
});

describe("where one attempt of each candidate counts", () => {
  const responses = mixedResponses(120);
  const retaken = responses.slice(0, 50).map(({ candidate }, index) => ({
    ...mixedResponses(50, 9)[index],
    candidate,
    attempt: 2,
  }));

  test.each(["first", "last"] as const)("it is of the %s ones alone", async (attempts) => {
    const both = await givenScored({ ...mixedForm, attempts }, [...responses, ...retaken]);
    const chosen = attempts === "first" ? responses : [...retaken, ...responses.slice(50)];
    const alone = await givenScored(mixedForm, chosen);
    const { view } = await reading(both);
    expect(view.upto).toBe(170);
    expect(view.test.n).toBe(120);
    const expected = (await reading(alone)).view;
    expect({ test: view.test, items: view.items }).toEqual({
      test: expected.test,
      items: expected.items,
    });
  });
});

test("answers have their names, and open ones their points", async () => {
  const assessment = await givenScored(mixedForm, mixedResponses(150));
  const { items } = (await reading(assessment)).view;
  const answersOf = (id: string) =>
    items.find((item) => item.id === id)?.options?.map(({ answer, state }) => answer ?? state);
  expect(answersOf("single")).toEqual(["A", "B", "C", "D", "omitted"]);
  expect(answersOf("mood")).toEqual(["0", "1", "2", "3", "omitted"]);
  const text = items.find(({ id }) => id === "text")?.options ?? [];
  expect(text.map(({ answer, state, points }) => [answer, state, points])).toEqual([
    [null, "answered", 0],
    [null, "answered", 1],
    [null, "omitted", 0],
  ]);
});

test("points that nobody earned have no row, and options that nobody chose have one", async () => {
  const nobody = [{ candidate: "c-1", answers: { text: "London", single: "A" } }];
  const { items } = (await reading(await givenScored(mixedForm, nobody))).view;
  const countsOf = (id: string) =>
    items.find((item) => item.id === id)?.options?.map(({ points, n }) => [points, n]);
  expect(countsOf("text")).toEqual([[0, 1]]);
  expect(countsOf("single")).toEqual([
    [0, 1],
    [1, 0],
    [0, 0],
    [0, 0],
  ]);
});

test("alarms name answers and give their evidence", async () => {
  const form = {
    items: ["a", "b", "c", "d"].map((id) => ({
      id,
      type: "single_choice",
      options: ["A", "B", "C"],
      key: id === "a" ? "C" : "A",
    })),
  };
  const rows = Array.from({ length: 120 }, (_, index) => {
    const able = index % 2 === 0;
    const others = Object.fromEntries(["b", "c", "d"].map((id) => [id, able ? "A" : "B"]));
    return {
      candidate: `c-${index}`,
      answers: { a: able ? "B" : index % 3 ? "A" : "C", ...others },
    };
  });
  const { items } = (await reading(await givenScored(form, rows))).view;
  expect(items.map(({ alarms }) => alarms)).toEqual([
    [
      {
        code: "likely_miskey",
        answer: "B",
        evidence: "B goes with the rest of the test more than the key: r = 1.0 against -0.45.",
      },
      {
        code: "negative_discrimination",
        evidence: "Who does better on the rest of the test does worse here: r = -0.45.",
      },
    ],
    [],
    [],
    [],
  ]);
});

test("the view is the engine's analysis of the stored counts", async () => {
  const assessment = await givenScored(onWholePoints, mixedResponses(150));
  const { view } = await reading(assessment);
  const { key, revision, layout, run } = must(
    await scoredRevision(deps, { ...assessment, revision: null }),
  );
  const plan = planOfRevision(deps, key, revision, layout);
  const { tally } = await loadTally(deps, { key, revision: run.revision, plan });
  const { total } = testsOfTally(plan, tally);
  const analysis = analyseTest(total, { strata: 5, absentMeans: plan.definition.absentMeans });
  expect(view.test).toEqual(analysis.test);
  expect(view.items.map(({ itemRest, n }) => [itemRest, n])).toEqual(
    analysis.items.map(({ itemRest, n }) => [itemRest, n]),
  );
});

test("nothing is there before a run", async () => {
  const assessment = await givenAssessment(deps, mixedForm);
  expect(
    await readItemAnalysis(deps, { ...assessment, revision: null, strata: 5, where: null }),
  ).toEqual({
    ok: false,
    error: { code: "not_scored_yet", id: assessment.id, revision: null },
  });
});

const onWholePoints = {
  items: mixedForm.items.filter(({ type }) => type === "rating" || type === "text"),
};

async function givenScored(form: unknown, responses: readonly object[]): Promise<Assessment> {
  const assessment = await givenAssessment(deps, form);
  const ids = (form as typeof mixedForm).items.map(({ id }) => id);
  await givenResponses(
    deps,
    assessment,
    responses.map((response) => onlyOf(ids, response)),
  );
  must(await scoreAssessment(deps, { ...assessment, revision: null }));
  return assessment;
}

/** The response without what it says of other items. */
function onlyOf(ids: readonly string[], response: object): object {
  const kept = (record: object = {}) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => ids.includes(id)));
  const { answers, states } = response as { answers: object; states?: object };
  return { ...response, answers: kept(answers), states: kept(states) };
}

async function reading(assessment: Assessment, strata = 5, own = deps, where: Group | null = null) {
  const read: { text?: { json: string; from: string } } = {};
  const statements = await recorder.during(async () => {
    const { json, from } = must(
      await readItemAnalysis(own, { ...assessment, revision: null, strata, where }),
    );
    read.text = { json, from: from.kind };
  });
  const { json = "", from } = read.text ?? {};
  const view = JSON.parse(json) as AnalysisOfRunView;
  return { view, from, statements: statements.map(({ query }) => query) };
}
