/** What counts while answers wait, and what changes as they are scored. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { countBatch } from "#engine/statistics/count-batch.ts";
import { digestText } from "#engine/statistics/digest.ts";
import { mergeTally } from "#engine/statistics/merge-tally.ts";
import { subtractTally } from "#engine/statistics/subtract-tally.ts";
import { summarize } from "#engine/statistics/summarize.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";
import { decodeTally, encodeTally } from "#engine/statistics/tally-codec.ts";

import { givenForm, scored } from "../scoring/encoded-batch.ts";
import { rated, ratedTally, type Said } from "../scoring/rated-batch.ts";

const levels = [0, 1, 4].map((points) => ({ id: `l${points}`, points }));
const essay = { id: "essay", type: "rubric", criteria: [{ id: "c", levels }] };
const choice = { id: "q", type: "single_choice", options: ["A", "B"], key: "A" };
const cuts = [
  { min: 0, label: "low" },
  { min: 3, label: "high" },
];
const input = {
  items: [choice, essay],
  scales: [
    { id: "written", items: ["essay"], aggregate: "sum" },
    { id: "chosen", items: ["q"], aggregate: "sum", transform: [{ type: "linear", a: 1, b: 2 }] },
  ],
  bands: [{ scale: "total", cuts }],
  gates: [{ id: "g", all: [{ scale: "total", min: 3 }] }],
};
const form = givenForm(input);
const level = (points: number) => ({ c: `l${points}` });

const responses = ["A", "A", "B", "B", null].map((q, place) => ({
  candidate: `c${place}`,
  answers: { q, essay: place === 4 ? null : "text" },
}));
const said: Said[] = [
  [0, "essay", "ann", level(4)],
  [2, "essay", "ann", level(1)],
];

describe("what waits", () => {
  const tally = ratedTally(form, responses, said);

  test("is counted apart, and is in no statistic", () => {
    // Three count: 1 + 4, 0 + 1, and nothing at all.
    expect(tally).toMatchObject({ responses: 3, provisional: 2, failed: 0 });
    expect(tally.total).toMatchObject({ n: 3, min: 0, max: 5_000_000 / form.plan.unit });
    expect(tally.scales.map(({ n }) => n)).toEqual([3, 2]);
    expect(tally.bands).toEqual([[2, 1, 0]]);
    expect(tally.gates).toEqual([[1, 2, 0]]);
    expect(tally.histogram.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect(tally.cells.reduce((sum, n) => sum + n, 0)).toBe(3 * form.plan.items.length);
    const totals = new Map([0, 1_000_000, 5_000_000].map((points, rank) => [rank, points]));
    const summary = summarize(form.plan, tally, totals);
    expect(summary).toMatchObject({
      responses: 3,
      provisional: 2,
      submitted: 5,
      mean: 2,
      median: 1,
    });
  });

  test("counts beside the others as it would without them", () => {
    const settled = [0, 2, 4].map((place) => responses[place]);
    const alone = ratedTally(
      form,
      settled,
      said.map(([at, ...rest]) => [at / 2, ...rest]),
    );
    expect({ ...tally, provisional: 0, digest: alone.digest }).toEqual(alone);
  });

  test("is not what cannot be read", () => {
    const { batch } = rated(form, responses, said);
    const rows = batch.rows.slice();
    for (const place of [0, 1])
      rows[place * form.plan.rowLength + (form.plan.items[0]?.offset ?? 0)] = 99;
    const counted = emptyTally(form.plan);
    countBatch(form.plan, counted, scored(form, { ...batch, rows }));
    expect(counted).toMatchObject({ responses: 2, provisional: 1, failed: 2 });
  });

  test("may be all there is", () => {
    const all = ratedTally(form, responses.slice(0, 2), []);
    expect(all).toMatchObject({ responses: 0, provisional: 2, total: { n: 0 } });
    const { mean, provisional, reasons } = summarize(form.plan, all, new Map());
    expect({ mean, provisional, reason: reasons["mean"] }).toEqual({
      mean: null,
      provisional: 2,
      reason: "no_responses",
    });
    expect(ratedTally(form, [], [])).toEqual(emptyTally(form.plan));
  });

  test("is kept in a tally's bytes, and nowhere in those of a form without rubrics", () => {
    expect(decodeTally(form.plan, encodeTally(tally))).toEqual(tally);
    const plain = givenForm({ items: [choice] });
    expect("provisional" in summarize(plain.plan, emptyTally(plain.plan), new Map())).toBe(false);
  });
});

describe("the digest", () => {
  /** Without scales: one with the essay would have no value yet, and so another digest anyway. */
  const bare = givenForm({ items: input.items });
  const digestOf = (all: readonly Said[]) => digestText(ratedTally(bare, responses, all).digest);

  test("tells 0 points from none yet", () => {
    const zero: Said = [1, "essay", "ann", level(0)];
    const [waits, final] = [[], [zero]].map((all) => rated(bare, responses, all).scored.totals);
    expect(final).toEqual(waits as Float64Array);
    expect(digestOf([zero])).not.toBe(digestOf([]));
  });

  test("is that of the results, whoever gave the points and in whatever order", () => {
    const others = said.map(([at, item, , given]): Said => [at, item, "bob", given]);
    expect(digestOf([...others].reverse())).toBe(digestOf(said));
  });
});

/** A response: what was chosen, and the essay's points; null waits, undefined is blank. */
type Given = readonly [q: string | null, points: number | null | undefined];

const many = fc.array(
  fc.tuple(
    fc.constantFrom("A", "B", null),
    fc.constantFrom<(number | null | undefined)[]>(0, 1, 1, 4, null, undefined),
  ),
  { minLength: 1, maxLength: 30 },
);

/** Of the responses at some places, under the ordinals that those have. */
function tallyOf(given: readonly Given[], places: readonly number[], of = form): Tally {
  const own = places.map((place) => given[place] as Given);
  const sent = own.map(([q, points], place) => {
    return { candidate: `c${place}`, answers: { q, essay: points === undefined ? null : "text" } };
  });
  const ratings = own.flatMap(([, points], place): Said[] =>
    typeof points === "number" ? [[place, "essay", "ann", level(points)]] : [],
  );
  const { batch, ...rest } = rated(of, sent, ratings);
  const tally = emptyTally(of.plan);
  const ordinals = Int32Array.from(places, (place) => place + 1);
  countBatch(of.plan, tally, { batch: { ...batch, ordinals }, ...rest });
  return tally;
}

function extremesOf({ total, scales }: Tally) {
  return [total, ...scales].map(({ min, max }) => [min, max]);
}

/** Compared as bytes: the counters of a form can be two million. */
function sameBytes(one: Tally, other: Tally): boolean {
  return Buffer.compare(encodeTally(one), encodeTally(other)) === 0;
}

/** Whether a part holds the least or the greatest of anything. */
function holdsExtreme(whole: Tally, part: Tally): boolean {
  const ends = extremesOf(whole);
  return extremesOf(part).some(([min = 0, max = 0], at) => {
    if (min > max) return false;
    const [least, most] = ends[at] ?? [];
    return min === least || max === most;
  });
}

describe("taking a part out of a tally", () => {
  /** Totals that share no unit but the micropoint, so bins hold many of them. */
  const fine = givenForm({
    ...input,
    items: [
      { ...choice, weight: "1/7" },
      { ...essay, weight: "1/3" },
    ],
  });

  test("is tried with both kinds of counters", () => {
    expect([form, fine].map(({ plan }) => plan.cells.binWidth > 1)).toEqual([false, true]);
  });

  test.each([
    ["a bin for each total", form],
    ["many totals in a bin", fine],
  ])("leaves the tally of the rest, or says that an extreme went: %s", (_, of) => {
    let [left, refused] = [0, 0];
    fc.assert(
      fc.property(many, fc.infiniteStream(fc.boolean()), (given, coins) => {
        const all = [...given.keys()];
        const out = all.filter(() => coins.next().value === true);
        const rest = all.filter((place) => !out.includes(place));
        const [whole, part] = [tallyOf(given, all, of), tallyOf(given, out, of)];
        const isExtreme = holdsExtreme(whole, part);
        expect(subtractTally(whole, part)).toBe(!isExtreme);
        if (isExtreme) {
          refused++;
          return;
        }
        left++;
        expect(sameBytes(whole, tallyOf(given, rest, of))).toBe(true);
      }),
      { numRuns: 100 },
    );
    expect(Math.min(left, refused)).toBeGreaterThan(0);
  });

  test("and adding it as it is now is what counting all anew gives", () => {
    const before: Given[] = [
      ...(Array(3).fill(["A", 4]) as Given[]),
      ...(Array(3).fill(["B", 0]) as Given[]),
      ["A", null],
      ["A", 1],
    ];
    const after = before.map(([q, points], at): Given => [q, at === 6 ? 1 : at === 7 ? 0 : points]);
    const all = [...before.keys()];
    const tally = tallyOf(before, all);
    expect(subtractTally(tally, tallyOf(before, [6]))).toBe(true);
    mergeTally(tally, tallyOf(after, [6]));
    expect(tally).toEqual(tallyOf(before.with(6, after[6] as Given), all));
    expect(tally).toMatchObject({ responses: 8, provisional: 0 });
  });

  test("that waits takes no extreme, and nothing takes nothing", () => {
    const given: Given[] = [
      ["A", 4],
      ["B", null],
    ];
    const tally = tallyOf(given, [0, 1]);
    expect(subtractTally(tally, tallyOf(given, [1]))).toBe(true);
    expect(tally).toEqual(tallyOf(given, [0]));
    expect(subtractTally(tally, emptyTally(form.plan))).toBe(true);
    expect(subtractTally(tally, tallyOf(given, [0]))).toBe(false);
  });
});
