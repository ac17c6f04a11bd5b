/** Statistics of groups: of which responses they are, and what reading them takes. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import type { Group } from "#engine/scoring/plan.ts";
import { defineAssessment } from "#usecase/define-assessment.ts";
import type { Deps } from "#usecase/deps.ts";
import { type CovariancesView, readCovariances } from "#usecase/read-covariances.ts";
import { type DifView, readDif } from "#usecase/read-dif.ts";
import { type AnalysisOfRunView, readItemAnalysis } from "#usecase/read-item-analysis.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { submitRatings } from "#usecase/submit-ratings.ts";

import { countWithoutRun } from "../support/count-without-run.ts";
import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { must } from "../support/must.ts";
import { StatementRecorder } from "../support/query-plans.ts";
import { scaleForm, scaleResponses } from "../support/scale-form.ts";
import { storedTally } from "../support/stored-tally.ts";
import { testDeps } from "../support/test-deps.ts";

interface Assessment {
  readonly tenant: number;
  readonly id: string;
}

interface Response {
  readonly candidate: string;
  readonly attempt?: number;
  readonly attributes: { readonly form?: string; readonly age: number };
}

const groupBy = [
  { attribute: "form", values: ["A", "B"] },
  { attribute: "age", values: ["9", "10"] },
];
const declared = { ...scaleForm, groupBy };
/** Totals that all have a bin of their own, with groups and without. */
const onWholePoints = {
  items: scaleForm.items.filter(({ type }) => type === "rating" || type === "text"),
  scales: scaleForm.scales.filter(({ id }) => id === "wellbeing" || id === "pomp"),
};
const FORM_B = { attribute: "form", value: "B" };
const AGE_9 = { attribute: "age", value: "9" };
const NOBODY = { attribute: "form", value: "A" };

const responses: readonly Response[] = scaleResponses(160);
const only = ({ attribute, value }: Group, all = responses) =>
  all.filter(({ attributes }) => String(attributes[attribute as "form" | "age"]) === value);

const recorder = new StatementRecorder();
let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  database = await openDatabase("PGlite", { logger: recorder });
  deps = testDeps(database.db, { batchSize: 50, lanes: 1 });
}, 60_000);
afterAll(() => database.close());

async function given(form: unknown, rows: readonly unknown[]): Promise<Assessment> {
  const assessment = await givenAssessment(deps, form);
  await givenResponses(deps, assessment, rows);
  must(await scoreAssessment(deps, { ...assessment, revision: null }));
  return assessment;
}

/** What was read, whence, and how many statements asked for responses. */
async function reading<View>(read: () => Promise<{ json: string; from: { kind: string } }>) {
  const texts: { json: string; from: { kind: string } }[] = [];
  const statements = await recorder.during(async () => void texts.push(await read()));
  const [{ json, from } = { json: "", from: { kind: "" } }] = texts;
  const passes = statements.filter(({ query }) => /from "?(responses|results)/.test(query)).length;
  return { view: JSON.parse(json) as View, json, from: from.kind, passes, all: statements.length };
}

const items = (assessment: Assessment, where: Group | null, own = deps) =>
  reading<AnalysisOfRunView>(async () =>
    must(await readItemAnalysis(own, { ...assessment, revision: null, strata: 5, where })),
  );

const reliability = (assessment: Assessment, where: Group | null) =>
  reading<CovariancesView>(async () =>
    must(await readCovariances(deps, { ...assessment, revision: null, where })),
  );

/** Without the cache of the others. */
const uncached = () => ({ ...deps, cache: testDeps(database.db).cache });

function statistics({ test: whole, items: own, scales }: AnalysisOfRunView) {
  return { whole, own, scales };
}

describe("item analysis of a group", () => {
  test("that is declared reads no response, and is that of its responses alone", async () => {
    const form = { ...onWholePoints, groupBy };
    const rows = responses.map((response) => onlyOf(onWholePoints, response));
    const assessment = await given(form, rows);
    for (const where of [FORM_B, AGE_9]) {
      const { view, passes, all, from } = await items(assessment, where);
      expect({ passes, all, from }).toEqual({ passes: 0, all: 5, from: "miss" });
      const own = only(where, rows);
      expect(view).toMatchObject({ upto: 160, where, test: { n: own.length } });
      const alone = await items(await given(form, own), null);
      expect(statistics(view)).toEqual(statistics(alone.view));
      expect(alone.view.where).toBeUndefined();
    }
    expect(await items(assessment, AGE_9)).toMatchObject({ all: 0, from: "hit" });
  });

  test("whose totals share bins takes a pass to count them one by one", async () => {
    const assessment = await given(declared, responses);
    const { view, passes } = await items(assessment, FORM_B);
    expect(passes).toBe(4);
    const alone = await items(await given(declared, only(FORM_B)), null);
    expect(statistics(view)).toEqual(statistics(alone.view));
  });

  test("that is not declared takes one pass, and says the same bytes", async () => {
    const rows = responses.map((response) => onlyOf(onWholePoints, response));
    const assessment = await given(onWholePoints, rows);
    const kept = await given({ ...onWholePoints, groupBy }, rows);
    const { view, passes, from } = await items(assessment, FORM_B);
    // A batch of 50 responses a statement.
    expect({ passes, from }).toEqual({ passes: 4, from: "miss" });
    const stored = await items(kept, FORM_B);
    expect(stored.passes).toBe(0);
    expect(view.test.reliability.asZero.alpha).not.toBeNull();
    expect(JSON.stringify(statistics(view))).toBe(JSON.stringify(statistics(stored.view)));
    expect((await items(kept, { attribute: "age", value: "11" })).passes).toBe(4);
    expect(await items(assessment, FORM_B)).toMatchObject({ all: 0, from: "hit" });
    expect((await items(assessment, null)).view.test.n).toBe(160);
  });

  test("of nobody has n 0 and reasons, declared or not", async () => {
    const kept = await given(declared, responses);
    for (const where of [
      NOBODY,
      { attribute: "form", value: "" },
      { attribute: "x", value: "y" },
    ]) {
      const { view } = await items(kept, where);
      expect(view.test).toMatchObject({ n: 0, mean: null, reasons: { mean: "no_responses" } });
      expect(view.items[0]).toMatchObject({ n: 0, reasons: { difficulty: "no_responses" } });
      const { total } = (await reliability(kept, where)).view;
      expect(total).toMatchObject({ responses: 0, listwise: { n: 0, alpha: null } });
    }
  });

  test("is of the attempts that count", async () => {
    const retaken = responses.slice(0, 60).map(({ candidate, ...first }, index) => ({
      ...first,
      ...(responses[index + 60] as Response),
      candidate,
      attempt: 2,
    }));
    const both = await given({ ...declared, attempts: "last" }, [...responses, ...retaken]);
    const chosen = [...retaken, ...responses.slice(60)] as Response[];
    const { view, passes } = await items(both, FORM_B);
    expect(passes).toBeGreaterThan(0);
    expect(view.test.n).toBe(only(FORM_B, chosen).length);
    const alone = await items(await given(declared, only(FORM_B, chosen)), null);
    expect(statistics(view)).toEqual(statistics(alone.view));
  });

  test("is of the run that is named, though more is counted", async () => {
    const assessment = await given(declared, responses.slice(0, 90));
    const before = await items(assessment, FORM_B);
    await givenResponses(deps, assessment, responses);
    await countWithoutRun(deps, assessment, { upto: 160 });
    const after = await items(assessment, FORM_B, uncached());
    expect(after.passes).toBeGreaterThan(0);
    expect(after.json).toBe(before.json);
  });
});

describe("reliability of a group", () => {
  test("is that of its responses alone, by one pass", async () => {
    const assessment = await given(declared, responses);
    for (const where of [FORM_B, { attribute: "age", value: "12" }]) {
      const { view, passes } = await reliability(assessment, where);
      expect(passes).toBe(4);
      const alone = await reliability(await given(scaleForm, only(where)), null);
      expect(view.where).toEqual(where);
      expect({ total: view.total, scales: view.scales }).toEqual({
        total: alone.view.total,
        scales: alone.view.scales,
      });
      expect(await reliability(assessment, where)).toMatchObject({ all: 0, from: "hit" });
    }
    expect((await reliability(assessment, null)).view.total).toMatchObject({ responses: 160 });
  });
});

test("each group is cached by itself, whatever its name looks like", async () => {
  const odd = ["B/5", "B:5", "", "5", "/5", '"', "B"].map((value) => ({
    attribute: "form",
    value,
  }));
  const wheres = [
    ...odd,
    { attribute: "form/B", value: "5" },
    { attribute: "form:B", value: "5" },
    { attribute: "5/form", value: "B" },
  ];
  const assessment = await given(scaleForm, responses.slice(0, 20));
  for (const read of [items, reliability]) {
    const bodies = new Set<string>();
    for (const where of [null, ...wheres]) {
      expect((await read(assessment, where)).from).toBe("miss");
      const again = await read(assessment, where);
      expect(again.from).toBe("hit");
      bodies.add(again.json);
    }
    expect(bodies.size).toBe(wheres.length + 1);
  }
});

describe("differential item functioning", () => {
  const choices = Array.from({ length: 8 }, (_, place) => ({
    id: `q${place}`,
    type: "single_choice",
    options: ["A", "B"],
    key: "A",
  }));
  const form = {
    items: [
      ...choices,
      { id: "open", type: "text", key: ["yes"] },
      { id: "r", type: "rating", min: 0, max: 2 },
    ],
    trailingBlanks: "not_reached",
  };
  const twoGroups = [{ attribute: "g", values: ["0", "other", "1"] }];
  const rows = Array.from({ length: 170 }, (_, index) => {
    const able = (index * 7) % 10;
    const answerOf = (place: number) => {
      if ((index + place) % 13 === 0 || (index % 9 === 0 && place > 5)) return null;
      return (index * (place + 3)) % 10 <= able ? "A" : "B";
    };
    return {
      candidate: `c-${index}`,
      answers: {
        ...Object.fromEntries(choices.map(({ id }, place) => [id, answerOf(place)])),
        ...(index % 9 === 0 ? { open: null } : { open: index % 3 ? "yes" : "no", r: index % 3 }),
      },
      states: index % 8 === 1 ? { q0: "not_presented" } : {},
      attributes: { g: [0, 1, "0", "1", "other"][index % 5] },
    };
  }).map(({ answers, states, ...row }) => ({
    ...row,
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => !(id in states))),
    states,
  }));

  const dif = (assessment: Assessment, names: object = {}, own = deps) =>
    reading<DifView>(async () => {
      const input = { ...assessment, revision: null, attribute: "g", reference: "0", focal: "1" };
      return must(await readDif(own, { ...input, ...names }));
    });
  const withoutRun = (view: DifView) => JSON.stringify({ ...view, run: "" });

  test("of declared groups reads no response, and says the same bytes as a pass", async () => {
    const kept = await given({ ...form, groupBy: twoGroups }, rows);
    const passed = await given(form, rows);
    const off = await dif(kept);
    const over = await dif(passed);
    expect([off.passes, over.passes]).toEqual([0, 4]);
    expect(off.all).toBe(5);
    expect(withoutRun(off.view)).toBe(withoutRun(over.view));
    expect(off.view).toMatchObject({ reference: { n: 68 }, focal: { n: 68 }, others: 34 });
    // Some of them were not shown the first item.
    const { reference, focal } = off.view.items[0]?.dif ?? {};
    const shown = [reference, focal].map((side) => (side?.right ?? 0) + (side?.wrong ?? 0));
    expect(shown[0]).toBeLessThan(68);
    expect(off.view.items.filter((item) => item.dif !== null)).toHaveLength(9);
    expect(await dif(kept)).toMatchObject({ all: 0, from: "hit" });
  });

  test("takes a pass where a group is not declared, or only some attempts count", async () => {
    const kept = await given({ ...form, groupBy: twoGroups }, rows);
    expect((await dif(kept, { focal: "2" })).passes).toBe(4);
    expect((await dif(kept, { focal: "other" })).passes).toBe(0);
    const last = await given({ ...form, groupBy: twoGroups, attempts: "last" }, rows);
    const { passes, view } = await dif(last);
    expect(passes).toBeGreaterThan(0);
    expect(withoutRun(view)).toBe(withoutRun((await dif(kept)).view));
  });

  test("takes a pass where totals share bins, and where more is counted than the run", async () => {
    const fine = {
      ...form,
      items: form.items.map((item, place) => ({ ...item, weight: `${place + 1}/7` })),
      groupBy: twoGroups,
    };
    expect((await dif(await given(fine, rows))).passes).toBe(4);
    const grown = await given({ ...form, groupBy: twoGroups }, rows.slice(0, 90));
    const before = await dif(grown);
    await givenResponses(deps, grown, rows);
    await countWithoutRun(deps, grown, { upto: 170 });
    const after = await dif(grown, {}, uncached());
    expect([before.passes, after.passes]).toEqual([0, 2]);
    expect(after.json).toBe(before.json);
  });
});

describe("ratings after a run", () => {
  const levels = [0, 1, 2].map((points) => ({ id: `l${points}`, points }));
  const form = {
    items: [
      ...Array.from({ length: 6 }, (_, bit) => ({
        id: `q${bit}`,
        type: "single_choice",
        options: ["A", "B"],
        key: "A",
        points: 2 ** bit,
      })),
      { id: "essay", type: "rubric", criteria: [{ id: "c", levels }] },
    ],
    groupBy: [{ attribute: "room", values: ["1", "2", "3"] }],
  };
  /** Candidate i has i points without the essay; 0 to 19 are in room 1, the others in 2. */
  const rows = Array.from({ length: 40 }, (_, index) => ({
    candidate: `c-${index}`,
    attributes: { room: index < 20 ? 1 : "2" },
    answers: {
      ...Object.fromEntries(
        Array.from({ length: 6 }, (__, bit) => [`q${bit}`, (index >> bit) % 2 ? "A" : "B"]),
      ),
      essay: `Essay ${index}`,
    },
  }));

  const rate = async (assessment: Assessment, candidates: readonly number[], level: string) => {
    const ratings = candidates.map((index) => {
      return { candidate: `c-${index}`, item: "essay", rater: "r", levels: { c: level } };
    });
    const pages = async function* () {
      yield ratings.map((value, index) => ({ line: index + 1, value }));
    };
    must(await submitRatings(deps, { ...assessment, rows: pages() }));
  };

  /** Statements that read responses, as they are scored once more. */
  const scoring = async (assessment: Assessment) => {
    const statements = await recorder.during(async () => {
      must(await scoreAssessment(deps, { ...assessment, revision: 1 }));
    });
    return statements.filter(({ query }) => /from "?responses/.test(query)).length;
  };

  test.each([
    ["inside its group", [10], 1],
    ["at the edge of its group alone, which counts all anew", [19], 2],
    ["and two more inside theirs", [3, 30, 12], 1],
    ["for the first time", [5], 1],
  ])("of a response %s give groups as counted from the beginning", async (_, changed, reads) => {
    const assessment = await given(form, rows);
    // The one that is to be rated for the first time waits until then.
    const first = rows.map((__, index) => index).filter((index) => index !== 5);
    await rate(assessment, first, "l1");
    await scoring(assessment);
    await rate(assessment, changed, "l2");
    expect(await scoring(assessment)).toBe(reads);
    const definition = { ...form, title: "Anew" };
    must(await defineAssessment(deps, { ...assessment, definition, ifMatch: null }));
    must(await scoreAssessment(deps, { ...assessment, revision: null }));
    const anew = await storedTally(deps.db, assessment, 2);
    expect(await storedTally(deps.db, assessment, 1)).toEqual(anew);
    const { view } = await items(assessment, { attribute: "room", value: "1" });
    expect(view.test.n).toBe(changed[0] === 5 ? 20 : 19);
  });
});

/** Its answers to a form of fewer items, everything shown. */
function onlyOf(form: typeof onWholePoints, response: Response) {
  const ids = new Set(form.items.map(({ id }) => id));
  const { answers, ...rest } = response as Response & { answers: object };
  const kept = Object.entries(answers).filter(([id]) => ids.has(id));
  return { ...rest, states: {}, answers: Object.fromEntries(kept) };
}
