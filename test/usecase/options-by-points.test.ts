/** Answers that only their points tell apart have one row for each number of points, the empty list with them. */

import { expect, test } from "bun:test";

import { readItemAnalysis } from "#usecase/read-item-analysis.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

interface Option {
  readonly state: string;
  readonly points: number;
  readonly n: number;
  readonly strata: readonly number[] | null;
}

describeOnEachDatabase("options of an item of several choices", (database) => {
  test("count the empty list once where a scale tells no points apart", async () => {
    const deps = testDeps(database.db);
    const several = {
      id: "several",
      type: "multiple_choice",
      rule: "net_correct",
      options: ["A", "B", "C", "D"],
      key: ["A", "B"],
    };
    const other = { id: "other", type: "rating", min: 0, max: 1 };
    const items = ["several", "other"];
    const scale = { id: "s", items, aggregate: "count", values: [0, 1], missing: "zero" };
    const assessment = await givenAssessment(deps, { items: [several, other], scales: [scale] });
    const answers = [[], ["A", "B"], ["A"]];
    await givenResponses(
      deps,
      assessment,
      answers.map((own, at) => ({ candidate: `c${at}`, answers: { several: own, other: 0 } })),
    );
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    const asked = { ...assessment, revision: null, strata: 3, where: null };
    const { scales } = JSON.parse(must(await readItemAnalysis(deps, asked)).json) as {
      scales: readonly {
        readonly items: readonly {
          readonly states: { readonly answered: number };
        }[];
      }[];
    };
    expect(scales[0]?.items[0]?.states.answered).toBe(3);
  });

  test.each([
    [
      "answered",
      [
        [0, 4, "answered"],
        [1, 2, "answered"],
      ],
    ],
    [
      "omitted",
      [
        [0, 3, "answered"],
        [1, 2, "answered"],
        [-0.5, 1, "omitted"],
      ],
    ],
  ])("where an empty list is %s", async (emptyMeans, expected) => {
    const deps = testDeps(database.db);
    const several = {
      id: "several",
      type: "multiple_choice",
      options: ["A", "B", "C"],
      key: ["A", "C"],
      emptyMeans,
      blank: -0.5,
    };
    const other = { id: "other", type: "rating", min: 0, max: 9 };
    const assessment = await givenAssessment(deps, { items: [several, other] });
    const answers = [[], ["B"], ["A", "B"], ["C"], ["A", "C"], ["C", "A"]];
    await givenResponses(
      deps,
      assessment,
      answers.map((own, at) => ({ candidate: `c${at}`, answers: { several: own, other: at } })),
    );
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    const asked = { ...assessment, revision: null, strata: 3, where: null };
    const { items } = JSON.parse(must(await readItemAnalysis(deps, asked)).json) as {
      items: readonly { readonly options: readonly Option[] }[];
    };
    const options = items[0]?.options ?? [];
    expect(options.map(({ points, n, state }) => [points, n, state])).toEqual(expected);
    const inStrata = options.map(({ strata }) => strata?.[0] ?? 0);
    expect(inStrata.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});
