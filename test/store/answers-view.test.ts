import { expect, test } from "bun:test";

import { sql } from "drizzle-orm";

import { rowsOf } from "#store/db.ts";
import { internAnswers } from "#store/dictionary.ts";
import { insertResponses } from "#store/insert-responses.ts";
import { saveLayout } from "#store/layouts.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { chunkOf, givenAssessment, threeColumns } from "./given.ts";

describeOnEachDatabase("the view of answers", (database) => {
  test("reads codes back as they were submitted, states too", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    await internAnswers(db, key, [
      { item: "q1", text: '"A"', code: 8 },
      { item: "q2", text: '"B"', code: 9 },
    ]);
    await insertResponses(db, key, chunkOf([{ candidate: "early", answers: [8, 2] }]));

    const layout = threeColumns(2);
    await db.transaction((tx) => saveLayout(tx, key, layout));
    const many = Array.from({ length: 300 }, (_, i) => ({ item: "q3", text: `"${i}"` }));
    const code = (await internAnswers(db, key, many))[299] ?? 0;
    const answers = [1, 9, code % 256, Math.floor(code / 256), 0, 0];
    const emptySet = [1, 1, 5, 0, 0, 0];
    await insertResponses(
      db,
      key,
      chunkOf(
        [
          { candidate: "late", answers },
          { candidate: "nothing", answers: emptySet },
        ],
        layout,
      ),
    );

    const rows = await rowsOf(
      db,
      sql`select candidate, item, state, answer from answers order by ordinal, item`,
    );
    expect(rows).toEqual([
      { candidate: "early", item: "q1", state: "answered", answer: '"A"' },
      { candidate: "early", item: "q2", state: "absent", answer: null },
      { candidate: "early", item: "q3", state: "did_not_exist", answer: null },
      { candidate: "late", item: "q1", state: "omitted", answer: null },
      { candidate: "late", item: "q2", state: "answered", answer: '"B"' },
      { candidate: "late", item: "q3", state: "answered", answer: '"299"' },
      { candidate: "nothing", item: "q1", state: "omitted", answer: null },
      { candidate: "nothing", item: "q2", state: "omitted", answer: null },
      { candidate: "nothing", item: "q3", state: "answered", answer: "[]" },
    ]);
  });
});
