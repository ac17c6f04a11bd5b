import { expect, test } from "bun:test";

import { defineAssessment } from "#usecase/define-assessment.ts";
import { exportResults } from "#usecase/export-results.ts";
import { listResults, type ResultPageView } from "#usecase/list-results.ts";
import type { ResultView } from "#usecase/result-view.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

describeOnEachDatabase("scoreAssessment", (database) => {
  test("gives the results and the summary that scoring without a store gives", async () => {
    const deps = testDeps(database.db);
    const assessment = await givenAssessment(deps, mixedForm);
    const responses = mixedResponses(350);
    expect(await givenResponses(deps, assessment, responses)).toMatchObject({ accepted: 350 });

    const { run, summary } = must(await scoreAssessment(deps, { ...assessment, revision: null }));
    expect(run).toMatchObject({
      status: "succeeded",
      counts: { total: 350, scored: 350, failed: 0 },
    });

    const stateless = must(scoreStateless({ assessment: mixedForm, responses }));
    expect(JSON.stringify(summary)).toBe(JSON.stringify(stateless.summary));
    const stored = await allResults(deps, assessment);
    expect(stored.map(withoutRevision)).toEqual(stateless.results.map(withoutRevision));
  });

  test("scores only what is new", async () => {
    const deps = testDeps(database.db);
    const assessment = await givenAssessment(deps, mixedForm);
    await givenResponses(deps, assessment, mixedResponses(250));
    const first = must(await scoreAssessment(deps, { ...assessment, revision: null }));
    expect(first.run.timings?.new).toBe(250);

    await givenResponses(deps, assessment, mixedResponses(300));
    const second = must(await scoreAssessment(deps, { ...assessment, revision: null }));
    expect(second.run.timings).toMatchObject({ new: 50, batches: 1 });
    expect(second.summary).toMatchObject({ responses: 300 });

    const third = must(await scoreAssessment(deps, { ...assessment, revision: null }));
    expect(third.run.timings).toMatchObject({ new: 0, batches: 0 });
    expect(third.run.digest).toBe(second.run.digest);
    expect(JSON.stringify(third.summary)).toBe(JSON.stringify(second.summary));
  });

  test("takes an item that was out of the definition when a response came for not presented", async () => {
    const deps = testDeps(database.db);
    const item = { type: "single_choice", options: ["A", "B"], key: "A" };
    const both = [
      { ...item, id: "stays" },
      { ...item, id: "returns" },
    ];
    const assessment = await givenAssessment(deps, { items: both });
    const answering = (candidate: string) => ({ candidate, answers: { stays: "A" } });
    await givenResponses(deps, assessment, [answering("before")]);
    const define = async (items: readonly object[]) =>
      must(await defineAssessment(deps, { ...assessment, definition: { items }, ifMatch: null }));
    await define(both.slice(0, 1));
    await givenResponses(deps, assessment, [answering("while"), answering("before")]);
    await define([
      { ...item, id: "stays" },
      { ...item, id: "returns", points: 3 },
    ]);
    must(await scoreAssessment(deps, { ...assessment, revision: null }));

    const results = await allResults(deps, assessment);
    expect(results).toMatchObject([
      { candidate: "before", maxPoints: 4, states: { omitted: 1, notPresented: 0 } },
      { candidate: "while", maxPoints: 1, percent: 100, states: { omitted: 0, notPresented: 1 } },
    ]);
  });

  test("succeeds with an empty summary where nobody has answered", async () => {
    const deps = testDeps(database.db);
    const assessment = await givenAssessment(deps, mixedForm);
    const { run, summary } = must(await scoreAssessment(deps, { ...assessment, revision: null }));
    expect(run.status).toBe("succeeded");
    expect(summary).toMatchObject({ responses: 0, mean: null, reasons: { mean: "no_responses" } });
  });

  test("pages in every order give each result once", async () => {
    const deps = testDeps(database.db);
    const assessment = await givenAssessment(deps, mixedForm);
    await givenResponses(deps, assessment, mixedResponses(101));
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    for (const sort of ["ordinal", "points", "-points"] as const) {
      const seen: ResultView[] = [];
      let cursor: string | null = null;
      do {
        const page: ResultPageView = must(
          await listResults(deps, { ...assessment, revision: null, sort, limit: 10, cursor }),
        );
        seen.push(...page.results);
        cursor = page.next;
      } while (cursor !== null);
      expect(new Set(seen.map((result) => result.candidate)).size).toBe(101);
      expect(seen).toHaveLength(101);
      const points = seen.map((result) => result.points ?? 0);
      if (sort === "points") expect(points).toEqual(points.toSorted((a, b) => a - b));
      if (sort === "-points") expect(points).toEqual(points.toSorted((a, b) => b - a));
    }
  });
});

async function allResults(
  deps: ReturnType<typeof testDeps>,
  assessment: { readonly tenant: number; readonly id: string },
): Promise<ResultView[]> {
  const { pages } = must(await exportResults(deps, { ...assessment, revision: null }));
  return (await Array.fromAsync(pages)).flat();
}

function withoutRevision(result: ResultView) {
  return { ...result, revision: 0 };
}
