/** Agreement of raters about more rubrics than are counted at once. */

import { expect, test } from "bun:test";

import type { RubricItem } from "#engine/rules/rubric/rubric-rule.ts";
import { emptyRubricCounts, mostCounters } from "#engine/statistics/agreement/rubric-agreement.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { findAssessment } from "#store/assessments.ts";
import { insertRatings } from "#store/insert-ratings.ts";
import { readAgreement } from "#usecase/read-agreement.ts";
import { submitRatings } from "#usecase/submit-ratings.ts";

import { givenForm } from "../engine/scoring/encoded-batch.ts";
import { openDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { must } from "../support/must.ts";
import { testDeps } from "../support/test-deps.ts";

/** 50 criteria of 100 levels: half a million counters. */
const criteria = Array.from({ length: 50 }, (_, place) => ({
  id: `c${place}`,
  levels: Array.from({ length: 100 }, (_, level) => ({ id: `${level}`, points: level % 2 })),
}));
const rubric = (id: string, own: readonly object[]) => ({
  id,
  type: "rubric",
  criteria: own,
  doubleRating: "mean",
});
const essays = Array.from({ length: 10 }, (_, place) => rubric(`essay-${place}`, criteria));
const note = rubric("note", criteria.slice(0, 1));

test("more rubrics than are counted at once take another pass, and agree as they do alone", async () => {
  const statements: string[] = [];
  const logger = { logQuery: (text: string) => void statements.push(text) };
  const database = await openDatabase("PGlite", { logger });
  const deps = testDeps(database.db);
  const agreementOn = async (items: readonly { readonly id: string }[]) => {
    const assessment = await givenAssessment(deps, { items });
    const answers = Object.fromEntries(items.map(({ id }) => [id, "Words."]));
    await givenResponses(deps, assessment, [
      { candidate: "c-1", answers },
      { candidate: "c-2", answers },
    ]);
    await givenRatings(assessment, items);
    statements.length = 0;
    const read = must(await readAgreement(deps, assessment));
    const passes = statements.filter((text) => text.includes("from ratings")).length;
    return { passes, agreements: read.items };
  };
  const givenRatings = async (
    assessment: { readonly tenant: number; readonly id: string },
    items: readonly { readonly id: string }[],
  ) => {
    const rated = items.flatMap(({ id: item }, place) =>
      ["c-1", "c-2"].flatMap((candidate) =>
        ["ann", "ben"].map((rater, second) => ({
          candidate,
          item,
          rater,
          levels: Object.fromEntries(
            (item === "note" ? criteria.slice(0, 1) : criteria).map(({ id }, own) => {
              return [id, `${(place + own * second) % 100}`];
            }),
          ),
        })),
      ),
    );
    const rows = async function* () {
      yield rated.map((value, index) => ({ line: index + 1, value }));
    };
    must(await submitRatings(deps, { ...assessment, rows: rows() }));
  };

  const all = await agreementOn([...essays, note]);
  expect(all.passes).toBe(2);
  expect(all.agreements.map(({ item, pairs }) => [item, pairs])).toEqual(
    [...essays, note].map(({ id }) => [id, 2]),
  );
  const few = await agreementOn(essays.slice(0, 3));
  expect(few.passes).toBe(1);
  expect(all.agreements.slice(0, 3)).toEqual([...few.agreements]);
  await database.close();
}, 60_000);

test("an answer with more ratings than a page counts once, by its last ratings", async () => {
  const database = await openDatabase("PGlite");
  const deps = testDeps(database.db);
  const given = ["c-1", "c-2", "c-3"].map((candidate) => {
    return { candidate, answers: { note: "Words." } };
  });
  const rating = (ordinal: number, place: number) => ({
    ordinal,
    item: "note",
    rater: place % 2 === 0 ? "ann" : "ben",
    levels: JSON.stringify({ c0: `${(ordinal + place) % 100}` }),
    comment: null,
  });
  /** The middle response is rated again and again; what stands is said in the end. */
  const agreementAfter = async (times: number) => {
    const assessment = await givenAssessment(deps, { items: [note] });
    await givenResponses(deps, assessment, given);
    const { key } = (await findAssessment(deps.db, assessment.tenant, assessment.id)) ?? {};
    const places = Array.from({ length: times }, (_, place) => 20_000 - times + place);
    const ratings = [[0, 1], places, [0, 1]].flatMap((own, before) => {
      return own.map((place) => rating(before + 1, place));
    });
    await insertRatings(deps.db, key as AssessmentKey, ratings);
    return must(await readAgreement(deps, assessment)).items;
  };

  const few = await agreementAfter(2);
  expect(few.map(({ pairs }) => pairs)).toEqual([3]);
  for (const times of [9_998, 10_000, 20_000]) {
    expect(await agreementAfter(times)).toEqual(few);
  }
  await database.close();
}, 60_000);

test("a rubric has no more counters than it is said to have", () => {
  const forms = [criteria, criteria.slice(0, 1), criteria.slice(0, 3)].map((own, place) =>
    rubric(
      `r${place}`,
      own.map((one) => ({ ...one, levels: one.levels.slice(0, 3 + place) })),
    ),
  );
  const { definition } = givenForm({ items: [essays[0], ...forms] });
  for (const item of definition.items as RubricItem[]) {
    const { criteria: tables, points } = emptyRubricCounts(item);
    const counters = tables.reduce((sum, { counts }) => sum + counts.length, 0);
    const ofPoints = points?.table.counts.length ?? 0;
    expect(mostCounters(item)).toBeGreaterThanOrEqual(counters + ofPoints);
    expect(mostCounters(item)).toBeLessThanOrEqual(counters + 40_000);
  }
});
