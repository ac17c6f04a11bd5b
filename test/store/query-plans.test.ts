/**
 * Every statement of the hot path on filled, analysed tables: which index
 * serves it. The statements are those that the functions issue.
 *
 * @module
 */

import { expect } from "bun:test";

import { sql } from "drizzle-orm";

import type { AssessmentKey } from "#store/assessment-key.ts";
import { chosenOrdinals } from "#store/chosen-attempts.ts";
import {
  answersOfItem,
  findAnswers,
  findCodes,
  highestCode,
  internAnswers,
} from "#store/dictionary.ts";
import { insertResponses } from "#store/insert-responses.ts";
import {
  findResponse,
  pageResponses,
  readBatch,
  readBatchAt,
  readBatchByRow,
} from "#store/responses.ts";
import { findNamedResponses, levelsOfItem } from "#store/insert-ratings.ts";
import { insertResults, replaceResults } from "#store/insert-results.ts";
import { pageRatings, ratedOrdinals, ratingsInRange, ratingsOf } from "#store/ratings.ts";
import { findResult, lastRatingOfResults, pageResults, pointsAtRanks } from "#store/results.ts";

import { openOnPostgres } from "../support/databases.ts";
import { createPostgresDatabase } from "../support/postgres.ts";
import { planOf, StatementRecorder } from "../support/query-plans.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { chunkOf, givenAssessment, manyRows } from "./given.ts";

const { afterAll, beforeAll, describe, test } = testsNeeding("PostgreSQL");

const recorder = new StatementRecorder();
let database: Awaited<ReturnType<typeof openOnPostgres>>;
/** Known to the planner's statistics. */
let known: AssessmentKey;
/** Filled since they were taken: the planner thinks it is empty. */
let fresh: AssessmentKey;

beforeAll(async () => {
  database = await openOnPostgres(await createPostgresDatabase(), { logger: recorder });
  const keys = [];
  for (let i = 0; i < 4; i++) keys.push(await givenAssessment(database.db));
  const [first, second, third, last] = keys as [
    AssessmentKey,
    AssessmentKey,
    AssessmentKey,
    AssessmentKey,
  ];
  for (const key of [first, second, third]) await fill(key, 70_000);
  await database.db.execute(sql`vacuum analyze`);
  await fill(last, 20_000);
  [known, fresh] = [second, last];
}, 120_000);
afterAll(() => database.close());

interface HotQuestion {
  readonly name: string;
  /** The indexes that may serve it. */
  readonly by: readonly string[];
  readonly ask: (key: AssessmentKey) => Promise<unknown>;
}

const responsesKey = "responses_assessment_ordinal_pk";
const resultsKey = "results_assessment_revision_ordinal_pk";
const dictionaryKey = "dictionary_assessment_item_code_pk";
const db = () => database.db;
const page = { after: null, limit: 100, upto: 60_000 } as const;
const middle = { points: 20_000_000, ordinal: 9000 };

const questions: readonly HotQuestion[] = [
  { name: "readBatch", by: [responsesKey], ask: (key) => readBatch(db(), key, 5001, 10_000) },
  {
    name: "readBatchByRow",
    by: [responsesKey],
    ask: (key) => readBatchByRow(db(), key, { from: 5001, to: 10_000 }, 2),
  },
  {
    name: "findResponse of an attempt",
    by: ["responses_by_candidate"],
    ask: (key) => findResponse(db(), key, "c-77", 1),
  },
  {
    name: "findResponse of the highest attempt",
    by: ["responses_by_candidate"],
    ask: (key) => findResponse(db(), key, "c-77", null),
  },
  {
    name: "insertResponses of a chunk sent again",
    by: ["responses_by_candidate"],
    ask: (key) => insertResponses(db(), key, chunkOf(manyRows("c", 2000))),
  },
  {
    name: "insertResponses of one new response",
    by: [],
    ask: (key) => insertResponses(db(), key, chunkOf(manyRows(`new-${Math.random()}`, 1))),
  },
  {
    name: "findCodes",
    by: ["dictionary_by_hash"],
    ask: (key) => findCodes(db(), key, entries(0, 500)),
  },
  {
    name: "internAnswers",
    by: ["dictionary_by_hash", dictionaryKey],
    ask: (key) => internAnswers(db(), key, [{ item: "q3", text: `"${Math.random()}"` }]),
  },
  {
    name: "findAnswers",
    by: [dictionaryKey],
    ask: (key) => findAnswers(db(), key, { items: ["q3", "q3"], codes: [8, 900] }),
  },
  { name: "highestCode", by: [dictionaryKey], ask: (key) => highestCode(db(), key, "q3") },
  {
    name: "answersOfItem",
    by: [dictionaryKey],
    ask: (key) => answersOfItem(db(), key, "q3", { after: 8, limit: 10 }),
  },
  {
    name: "insertResults",
    by: [],
    ask: (key) =>
      insertResults(db(), key, 9, { fromOrdinal: 1, points: [1], maxPoints: null, scales: [[1]] }),
  },
  {
    name: "pageResults by ordinal",
    by: [resultsKey, responsesKey],
    ask: (key) => pageResults(db(), key, 1, { ...page, sort: "ordinal" }),
  },
  {
    name: "pageResults by ordinal, an export's",
    by: [resultsKey, responsesKey],
    ask: (key) =>
      pageResults(db(), key, 1, { ...page, after: middle, limit: 5000, sort: "ordinal" }),
  },
  {
    name: "pageResults by points",
    by: ["results_by_points", responsesKey],
    ask: (key) => pageResults(db(), key, 1, { ...page, sort: "points" }),
  },
  {
    name: "pageResults by points, a later page",
    by: ["results_by_points", responsesKey],
    ask: (key) => pageResults(db(), key, 1, { ...page, after: middle, sort: "points" }),
  },
  {
    name: "pageResults by points descending",
    by: ["results_by_points", responsesKey],
    ask: (key) => pageResults(db(), key, 1, { ...page, after: middle, sort: "-points" }),
  },
  {
    name: "pageResults among those without points",
    by: ["results_by_points", responsesKey],
    ask: (key) =>
      pageResults(db(), key, 1, { ...page, after: { points: null, ordinal: 100 }, sort: "points" }),
  },
  {
    name: "findResult",
    by: [resultsKey, responsesKey],
    ask: (key) => findResult(db(), key, 1, 77),
  },
  {
    name: "lastRatingOfResults",
    by: [resultsKey],
    ask: (key) => lastRatingOfResults(db(), key, 1, 60_000),
  },
  {
    name: "pointsAtRanks",
    by: ["results_by_points"],
    ask: (key) =>
      pointsAtRanks(db(), key, 1, {
        lo: 3_000_000,
        hi: 5_000_000,
        skip: 10,
        take: 2,
        upto: 60_000,
        attempts: null,
      }),
  },
  {
    name: "replaceResults",
    by: [],
    ask: (key) =>
      replaceResults(db(), key, 1, {
        fromOrdinal: 1,
        ordinals: [3, 9],
        points: [1, 2],
        maxPoints: null,
        scales: [],
        provisional: [true, false],
        rewrites: false,
        inputsVersion: 1,
      }),
  },
  {
    name: "ratingsInRange",
    by: ["ratings_by_response"],
    ask: (key) => ratingsInRange(db(), key, { from: 101, to: 200, upto: 20_000 }),
  },
  {
    name: "ratingsOf",
    by: ["ratings_by_response"],
    ask: (key) => ratingsOf(db(), key, [3, 77, 9000], 20_000),
  },
  {
    name: "ratedOrdinals",
    by: ["ratings_assessment_sequence_pk"],
    ask: (key) => ratedOrdinals(db(), key, { after: 18_000, upto: 20_000, throughOrdinal: 60_000 }),
  },
  {
    name: "pageRatings",
    by: ["ratings_by_response"],
    ask: (key) =>
      pageRatings(db(), key, {
        after: { ordinal: 77, item: "q1", sequence: 76 },
        upto: 20_000,
        limit: 100,
      }),
  },
  {
    name: "levelsOfItem",
    by: ["ratings_by_item"],
    ask: (key) => levelsOfItem(db(), key, "q9"),
  },
  {
    name: "findNamedResponses",
    by: ["responses_by_candidate"],
    ask: (key) =>
      findNamedResponses(db(), key, [
        { candidate: "c-7", attempt: null },
        { candidate: "c-8", attempt: 1 },
      ]),
  },
  {
    name: "readBatchAt",
    by: [responsesKey],
    ask: (key) => readBatchAt(db(), key, [5, 77, 9000], { rowLength: 2, withAttributes: false }),
  },
  {
    name: "pageResponses",
    by: [responsesKey],
    ask: (key) => pageResponses(db(), key, { after: 500, limit: 1000 }),
  },
  ...(["first", "last", "best"] as const).flatMap((attempts): HotQuestion[] => [
    {
      name: `chosenOrdinals, ${attempts}`,
      by: [responsesKey, "responses_by_candidate", ...(attempts === "best" ? [resultsKey] : [])],
      ask: (key) =>
        chosenOrdinals(db(), key, 1, { attempts, upto: 60_000, from: 5001, to: 10_000 }),
    },
    {
      name: `pointsAtRanks, ${attempts}`,
      by: [
        "results_by_points",
        responsesKey,
        "responses_by_candidate",
        ...(attempts === "best" ? [resultsKey] : []),
      ],
      ask: (key) =>
        pointsAtRanks(db(), key, 1, {
          lo: 3_000_000,
          hi: 5_000_000,
          skip: 10,
          take: 2,
          upto: 60_000,
          attempts,
        }),
    },
  ]),
];

describe.each([
  ["an analysed assessment", "for its values", () => known],
  ["an analysed assessment", "for any values", () => known],
  ["a fresh assessment", "for its values", () => fresh],
] as const)("on %s, planned %s", (_, planning, keyOf) => {
  test.each(questions.map((question) => [question.name, question] as const))(
    "%s is served by its index",
    async (_name, { by, ask }) => {
      const issued = await recorder.during(() => ask(keyOf()));
      const steps = [];
      for (const statement of issued) {
        if (/^\s*(?:select|insert|update|with)\b/.test(statement.query)) {
          steps.push(...(await planOf(database.sql, statement, planning)));
        }
      }

      const scans = steps.filter(({ node }) => node === "Seq Scan");
      expect(scans.filter(({ table }) => HOT.test(table ?? ""))).toEqual([]);
      const indexes = steps.map(({ index }) => index ?? "").filter((index) => HOT.test(index));
      expect([...new Set(indexes)].toSorted()).toEqual(by.toSorted());
    },
    20_000,
  );
});

/** The tables that grow, and their indexes. */
const HOT = /^(?:responses|results|dictionary|ratings)/;

async function fill(key: AssessmentKey, count: number): Promise<void> {
  await database.db.execute(sql`
    insert into responses (assessment, ordinal, attempt, has_gaps, candidate, answers)
    select ${key}::int, i, 1, false, 'c-' || i, decode(case when i % 2 = 1 then '0808' else '0908' end, 'hex')
    from generate_series(1, ${count}::int) i`);
  await database.db.execute(sql`
    update assessment_counters set next_ordinal = ${count}::int + 1 where assessment = ${key}::int`);
  await database.db.execute(sql`
    insert into results (assessment, revision, ordinal, points)
    select ${key}::int, 1, i, case when i % 50 > 0 then (i::bigint * 7919 % 41) * 1000000 end
    from generate_series(1, ${count}::int) i`);
  await database.db.execute(sql`
    insert into ratings (assessment, sequence, ordinal, item, rater, levels)
    select ${key}::int, i, 1 + i % 10000, 'q' || i % 2, 'r-' || i / 10000, '{"a":"b"}'
    from generate_series(1, 20000) i`);
  for (let from = 0; from < 4000; from += 2000) {
    await internAnswers(database.db, key, entries(from, from + 2000));
  }
}

function entries(from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => ({
    item: `q${3 + (i % 2)}`,
    text: JSON.stringify(`answer ${from + i}`),
  }));
}
