/** A revision is refused where no run could ever count it. */

import { expect, test } from "bun:test";

import { defineAssessment } from "#usecase/define-assessment.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";

/** So many groups share the counters that there is room for 2,148 codes: 20 items of eight states and 90 options. */
const groupBy = ["a", "b", "c"].map((attribute) => ({
  attribute,
  values: Array.from({ length: 20 }, (_, place) => `${place}`),
}));

function choicesOf(letter: string, prefix = "q") {
  const options = Array.from({ length: 90 }, (_, place) => `${letter}${place}`);
  return Array.from({ length: 20 }, (_, place) => ({
    id: `${prefix}${place}`,
    type: "single_choice",
    options,
    key: `${letter}0`,
  }));
}

describeOnEachDatabase("a revision whose items keep many answers of older ones", (database) => {
  test("is refused, and taken with items of new ids", async () => {
    const deps = testDeps(database.db);
    const assessment = await givenAssessment(deps, { items: choicesOf("a"), groupBy });
    const define = (items: readonly object[]) =>
      defineAssessment(deps, { ...assessment, definition: { items, groupBy }, ifMatch: null });

    expect(await define(choicesOf("b"))).toMatchObject({
      ok: false,
      error: {
        code: "definition_invalid",
        faults: [{ code: "too_many_point_levels", path: "items" }],
        faultsTotal: 1,
      },
    });
    // Nothing of it is left: no revision, and no columns.
    expect(must(await define(choicesOf("a")))).toMatchObject({ outcome: "unchanged", revision: 1 });
    expect(must(await define(choicesOf("b", "new")))).toMatchObject({ revision: 2 });
    await givenResponses(deps, assessment, [{ candidate: "c-1", answers: { new0: "b0" } }]);
    const scored = must(await scoreAssessment(deps, { ...assessment, revision: null }));
    expect(scored.run).toMatchObject({ status: "succeeded", revision: 2 });
  });
});
