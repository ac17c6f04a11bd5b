/** What is read for cuts, and that it is the same however it is read. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { sql } from "drizzle-orm";

import type { CutReason } from "#engine/statistics/cuts/cut-report.ts";
import { readCuts, type CutsView } from "#usecase/read-cuts.ts";
import type { CutOptions } from "#usecase/count-cuts.ts";
import { lsat7 } from "#usecase/samples/lsat-7.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";

import { OPENING_MS } from "../http/open-api.ts";
import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { seededRandom } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { StatementRecorder } from "../support/query-plans.ts";
import { testDeps } from "../support/test-deps.ts";

interface Assessment {
  readonly tenant: number;
  readonly id: string;
}

const PLAIN: CutOptions = { within: 1, reliability: null, rudner: false, thetas: [] };

const recorder = new StatementRecorder();
let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
beforeAll(async () => {
  database = await openDatabase("PGlite", { logger: recorder });
  deps = testDeps(database.db, { batchSize: 60, lanes: 1 });
}, OPENING_MS);
afterAll(() => database.close());

async function given(definition: unknown, responses: readonly unknown[]): Promise<Assessment> {
  const assessment = await givenAssessment(deps, definition);
  await givenResponses(deps, assessment, responses);
  await score(assessment);
  return assessment;
}

/** The id of the run. */
async function score(assessment: Assessment): Promise<string> {
  return must(await scoreAssessment(deps, { ...assessment, revision: null })).run.id;
}

async function read(assessment: Assessment, options: Partial<CutOptions> = {}): Promise<CutsView> {
  const input = { ...assessment, revision: null, ...PLAIN, ...options };
  return JSON.parse(must(await readCuts(deps, input)).json) as CutsView;
}

async function readsOfResponses(work: () => Promise<unknown>): Promise<number> {
  const statements = await recorder.during(work);
  return statements.filter(({ query }) => /from "?(responses|results)/.test(query)).length;
}

const items = Array.from({ length: 6 }, (_, index) => ({
  id: `q${index}`,
  type: "single_choice",
  options: ["A", "B"],
  key: "A",
}));
const ids = items.map(({ id }) => id);
const cuts = [
  { min: 2, label: "some" },
  { min: 4, label: "many" },
];
const onTotal = { items, bands: [{ scale: "total", cuts }] };

function answersOf(random: (below: number) => number) {
  const skill = random(5);
  return Object.fromEntries(ids.map((id) => [id, random(6) <= skill ? "A" : "B"]));
}

function rows(count: number, seed: number, candidates = count) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    candidate: `c-${index % candidates}`,
    attempt: 1 + Math.floor(index / candidates),
    answers: answersOf(random),
  }));
}

describe("responses", () => {
  test("are not read for cuts on the total", async () => {
    const assessment = await given(onTotal, rows(200, 1));
    expect(await readsOfResponses(() => read(assessment))).toBe(0);
    expect(await readsOfResponses(() => read(assessment, { reliability: 0.8 }))).toBe(0);
  });

  test("are not read for cuts on scales that are sums", async () => {
    const scales = [
      { id: "sum", items: ids, aggregate: "sum" },
      { id: "mean", items: ids.slice(0, 4), aggregate: "mean", missing: "zero" },
    ];
    const bands = ["sum", "mean"].map((scale) => ({ scale, on: "percent", cuts }));
    const assessment = await given({ items, scales, bands }, rows(200, 8));
    expect(await readsOfResponses(() => read(assessment))).toBe(0);
    const [sum, mean] = (await read(assessment)).sets;
    expect([sum?.n, mean?.n]).toEqual([200, 200]);
    expect(mean?.reliability).toBeGreaterThan(0);
  });

  test("are not read for cuts on points where not everybody was shown every item", async () => {
    const form = { ...onTotal, absentMeans: "not_presented" };
    const { q0: _, ...answers } = rows(1, 9)[0]?.answers ?? {};
    const assessment = await given(form, [...rows(99, 9), { candidate: "c-99", answers }]);
    expect(await readsOfResponses(() => read(assessment))).toBe(0);
    const [set] = (await read(assessment)).sets;
    expect(set).toMatchObject({ n: 100, reasons: { reliability: "several_presented_sets" } });
    expect(set?.cuts[0]?.near).toBeGreaterThan(0);
    const [given08] = (await read(assessment, { reliability: 0.8 })).sets;
    expect(given08?.cuts[0]?.reasons["livingstonLewis"]).toBe("several_presented_sets");
  });

  test("are read once for all that needs them", async () => {
    const irt = ["total", "sum"].map((scale) => ({
      scale,
      D: 1,
      omitted: "lowest",
      items: ids.map((id) => ({ id, model: "1PL", b: 0 })),
    }));
    const scales = [
      { id: "sum", items: ids, aggregate: "sum" },
      { id: "filled", items: ids, aggregate: "sum", missing: "prorate" },
    ];
    const bands = ["total", "sum", "filled"].map((scale) => ({ scale, cuts }));
    const assessment = await given({ items, scales, bands, irt }, rows(200, 2));
    const batches = Math.ceil(200 / 60);
    for (const options of [{}, { rudner: true, thetas: [-1, 1] }]) {
      expect(await readsOfResponses(() => read(assessment, options))).toBe(batches);
    }
    const { sets, thetas = [] } = await read(assessment, { rudner: true, thetas: [-1, 1] });
    const [total, sum] = sets;
    expect({ ...sum, scale: "total" }).toEqual(total as never);
    expect(total?.rudner?.accuracy).toBeGreaterThan(0.5);
    expect(thetas.map(({ n }) => n)).toEqual([200, 200]);
    expect({ ...thetas[1], scale: "total" }).toEqual(thetas[0] as never);
  });
});

test("LSAT-7 without anything more asked reads no response, whichever figures there are", async () => {
  const definition = { ...(lsat7.definition as object), bands: [{ scale: "total", cuts }] };
  const assessment = await given(definition, [...lsat7.rows()]);
  expect(await readsOfResponses(() => read(assessment))).toBe(0);
});

describe("attempts", () => {
  test.each(["first", "last", "best"] as const)("only the %s of each counts", async (attempts) => {
    const responses = rows(240, 3, 80);
    const assessment = await given({ ...onTotal, attempts }, responses);
    const chosen = Array.from({ length: 80 }, (_, candidate) => {
      const own = [0, 1, 2].map((attempt) => rightIn(responses[attempt * 80 + candidate]));
      const of = { first: own[0], last: own[2], best: Math.max(...own) };
      return of[attempts] ?? Number.NaN;
    });
    const alone = await given(
      onTotal,
      chosen.map((total, index) => ({
        candidate: `c-${index}`,
        answers: Object.fromEntries(ids.map((id, place) => [id, place < total ? "A" : "B"])),
      })),
    );
    const [found] = (await read(assessment)).sets;
    const [expected] = (await read(alone)).sets;
    expect(found?.n).toBe(80);
    const standings = expected?.cuts.map(({ atOrAbove, below, near }) => {
      return { atOrAbove, below, near };
    });
    expect(found?.cuts).toMatchObject(standings ?? []);
    // The items differ, and alpha with them; the totals do not.
    expect(found?.reliability).not.toBe(expected?.reliability ?? null);
    const sure = async (of: Assessment) => {
      const [set] = (await read(of, { reliability: 0.8 })).sets;
      return set?.cuts.map(({ livingstonLewis }) => livingstonLewis?.accuracy);
    };
    expect(await sure(assessment)).toEqual((await sure(alone)) ?? []);
  });
});

function rightIn(row: ReturnType<typeof rows>[number] | undefined): number {
  return Object.values(row?.answers ?? {}).filter((answer) => answer === "A").length;
}

test("bands on abilities are those that results are in, whatever Rudner's method goes by", async () => {
  const entry = { D: 1, omitted: "lowest", method: "ml" };
  const irt = [
    {
      scale: "total",
      ...entry,
      items: ids.map((id, place) => ({ id, model: "2PL", a: 1, b: place / 3 - 1 })),
    },
  ];
  const bands = [
    {
      scale: "total",
      on: "theta",
      cuts: [
        { min: 1.4, label: "high" },
        { min: -0.5, label: "middle" },
      ],
    },
  ];
  const assessment = await givenAssessment(deps, { items, irt, bands });
  await givenResponses(deps, assessment, rows(150, 11));
  const { summary } = must(await scoreAssessment(deps, { ...assessment, revision: null }));
  const { sets, thetas = [] } = await read(assessment);
  expect(sets).toEqual([]);
  const [low = { n: 0 }, high = { n: 0 }] = summary?.bands[0]?.bands ?? [];
  expect(high.n).toBeGreaterThan(0);
  expect(thetas).toMatchObject([
    {
      scale: "total",
      from: "bands",
      n: 150,
      cuts: [
        { label: "middle", theta: -0.5, atOrAbove: { n: low.n + high.n } },
        { label: "high", theta: 1.4, atOrAbove: { n: high.n } },
      ],
    },
  ]);
  // The same cuts, asked for: Rudner's shares are the same, who is above goes by EAP.
  const { thetas: again = [] } = await read(assessment, { thetas: [-0.5, 1.4] });
  const own = again[0]?.rudner ?? null;
  expect(own).not.toBeNull();
  expect(again).toMatchObject([{ from: "bands" }, { from: "asked", rudner: own }]);
  expect(again).not.toMatchObject([{}, { cuts: [{}, { atOrAbove: { n: high.n } }] }]);
});

test("totals that share a bin are told apart", async () => {
  const fine = Array.from({ length: 12 }, (_, index) => ({
    id: `q${index}`,
    type: "single_choice",
    options: ["A", "B"],
    key: "A",
    weight: `${index + 2}/13`,
  }));
  const random = seededRandom(4);
  const responses = Array.from({ length: 150 }, (_, index) => ({
    candidate: `c-${index}`,
    answers: Object.fromEntries(fine.map(({ id }) => [id, random(10) < index % 10 ? "A" : "B"])),
  }));
  const bands = [{ scale: "total", cuts: [{ min: 3, label: "some" }] }];
  const [set] = (await read(await given({ items: fine, bands }, responses))).sets;
  const points = responses.map(({ answers }) =>
    fine.reduce((sum, { id }, index) => sum + (answers[id] === "A" ? (index + 2) / 13 : 0), 0),
  );
  const close = 1e-5;
  expect(set?.cuts[0]?.near).toBe(points.filter((p) => Math.abs(p - 3) <= 1 + close).length);
  expect(set?.cuts[0]?.atOrAbove.n).toBe(points.filter((p) => p >= 3 - close).length);
  expect(set?.cuts[0]?.livingstonLewis?.accuracy).toBeGreaterThan(0.5);
});

test("a percent is of what each candidate was shown", async () => {
  const bands = [{ scale: "total", on: "percent", cuts: [{ min: 50, label: "half" }] }];
  const form = { items, absentMeans: "not_presented", bands };
  const shown = (candidate: string, answers: object) => ({ candidate, answers });
  const assessment = await given(form, [
    // 2 of 2, a point above half; 1 of 4, a point below; 0 of 6; and nothing shown.
    shown("a", { q0: "A", q1: "A" }),
    shown("b", { q0: "A", q1: "B", q2: "B", q3: "B" }),
    shown("c", Object.fromEntries(ids.map((id) => [id, "B"]))),
    shown("d", {}),
  ]);
  const [set] = (await read(assessment)).sets;
  expect(set).toMatchObject({ n: 3, reasons: { reliability: "several_presented_sets" } });
  expect(set?.cuts[0]).toMatchObject({
    points: 3,
    atOrAbove: { n: 1 },
    below: { n: 2 },
    near: 2,
    livingstonLewis: null,
    reasons: { livingstonLewis: "several_presented_sets" },
  });
});

test("is of the run, and not of a later one that has begun", async () => {
  const assessment = await given(onTotal, rows(120, 5));
  const before = await read(assessment);
  await givenResponses(
    deps,
    assessment,
    rows(60, 6).map((row) => ({ ...row, candidate: `later-${row.candidate}` })),
  );
  const run = await score(assessment);
  // A run that dies at its end leaves a tally that is ahead of the newest run that succeeded.
  await database.db.execute(sql`update runs set status = 'failed' where id = ${run}`);
  const other = { ...deps, cache: testDeps(database.db).cache };
  const input = { ...assessment, revision: null, ...PLAIN };
  expect(JSON.parse(must(await readCuts(other, input)).json)).toEqual(before);
});

test.each<[readonly object[], CutReason]>([
  [[], "fewer_than_two_responses"],
  [rows(1, 7), "fewer_than_two_responses"],
  [
    [7, 7, 7].map((seed, index) => ({ ...rows(1, seed)[0], candidate: `c-${index}` })),
    "no_variance",
  ],
])("few or equal candidates have no alpha", async (responses, reason) => {
  const [set] = (await read(await given(onTotal, responses))).sets;
  expect(set?.n).toBe(responses.length);
  expect(set?.reliability).toBeNull();
  expect(set?.reasons["reliability"]).toBe(reason);
  expect(set?.cuts[0]?.reasons["livingstonLewis"]).toBe("reliability_undefined");
});
