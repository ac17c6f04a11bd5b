/** Abilities on their way from a batch to results and tallies. */

import { expect, test } from "bun:test";

import fc from "fast-check";

import { mergeTally } from "#engine/statistics/merge-tally.ts";
import { subtractTally } from "#engine/statistics/subtract-tally.ts";
import { decodeTally, encodeTally } from "#engine/statistics/tally-codec.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { must } from "../../support/must.ts";
import { encodeBatch, givenForm, scored, tallied } from "../scoring/encoded-batch.ts";
import { givenAbilities, readReference, responseOf } from "./given-abilities.ts";

const { items } = readReference("irt-2pl-lsat7");
const methods = ["eap", "map", "ml", "wle", "eapsum"];
/** Every pattern of five items that are right, wrong or omitted. */
const patterns = Array.from({ length: 3 ** 5 }, (_, at) =>
  Array.from({ length: 5 }, (_own, item) => "01."[Math.floor(at / 3 ** item) % 3]).join(""),
);
const responses = patterns.map(responseOf);

test.each(methods)("%s: a result is the same in a batch of any size and order", (method) => {
  const form = givenAbilities(items, { method });
  const thetasOf = (own: readonly unknown[]) => {
    const [estimates] = scored(form, encodeBatch(form, own)).scored.thetas ?? [];
    return estimates;
  };
  const whole = thetasOf(responses);
  fc.assert(
    fc.property(fc.shuffledSubarray([...responses.keys()], { minLength: 1 }), (order) => {
      const part = thetasOf(order.map((at) => responses[at]));
      for (const of of ["theta", "se", "reason"] as const) {
        expect([...(part?.[of] ?? [])]).toEqual(order.map((at) => whole?.[of][at] ?? 0));
      }
    }),
    { numRuns: 20 },
  );
});

test.each(methods)("%s: a tally is the same however the responses are cut", (method) => {
  const form = givenAbilities(items, { method });
  const whole = encodeTally(tallied(form, responses, [243]));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (sizes) => {
      expect(encodeTally(tallied(form, responses, sizes))).toEqual(whole);
    }),
    { numRuns: 15 },
  );
});

test("a tally comes back from its bytes, and adds to another", () => {
  const form = givenAbilities(items, {});
  const sum = tallied(form, ["10000", "11000"].map(responseOf), [9]);
  const other = tallied(form, ["01011", "....."].map(responseOf), [9]);
  const all = tallied(form, ["10000", "11000", "01011"].map(responseOf), [9]);
  mergeTally(sum, decodeTally(form.plan, encodeTally(other)));
  expect(sum.thetas).toEqual(all.thetas);
  expect(sum.thetas[0]?.n).toBe(3);
});

test("a part is taken out of a tally to the last bit, unless it holds an extreme", () => {
  const form = givenAbilities(items, {});
  const ends = ["00000", "11111"].map(responseOf);
  const [all, rest] = [["10000", "01000", "11000"], ["01000"]].map((own) =>
    tallied(form, [...ends, ...own.map(responseOf)], [9]),
  );
  const part = tallied(form, ["10000", "11000"].map(responseOf), [9]);
  if (all === undefined || rest === undefined) throw new RangeError("two tallies");
  expect(subtractTally(all, part)).toBe(true);
  expect(all.thetas).toEqual(rest.thetas);
  expect(subtractTally(all, tallied(form, ends, [9]))).toBe(false);
});

test("the digest knows abilities: however little they differ", () => {
  const digestOf = (irt: object) => [
    ...tallied(givenAbilities(items, irt), responses, [99]).digest,
  ];
  const digests = [
    { method: "map" },
    { method: "map", prior: { mean: 1e-9, sd: 1 } },
    { method: "eap" },
    { method: "ml" },
  ].map(digestOf);
  expect(digests[0]).toEqual(digestOf({ method: "map" }));
  expect(new Set(digests.map(String)).size).toBe(digests.length);
  const plain = givenForm({ items: givenAbilities(items, {}).definition.items });
  expect(digests.map(String)).not.toContain(String([...tallied(plain, responses, [99]).digest]));
});

test("a summary of nothing, of one and of all the same", () => {
  const assessment = givenAbilities(items, { method: "ml" }).definition;
  const summaryOf = (own: readonly string[]) =>
    must(scoreStateless({ assessment, responses: own.map(responseOf) })).summary.thetas;
  const nothing = { scale: "total", n: 0, mean: null, sd: null, min: null, max: null };
  expect(summaryOf([])).toEqual([nothing]);
  expect(summaryOf(["11111", "00000", "....."])).toEqual([nothing]);
  const [one] = summaryOf(["10100", "....."]) ?? [];
  expect(one).toMatchObject({ n: 1, sd: null });
  expect(one?.min).toBe(one?.mean ?? 0);
  expect(summaryOf(["10100", "10100"])?.[0]).toMatchObject({ n: 2, sd: 0, mean: one?.mean });
});

test("an ability waits for people only where one of its items does", () => {
  const rubric = {
    type: "rubric",
    criteria: [{ id: "c", levels: [0, 1].map((points) => ({ id: `l${points}`, points })) }],
  };
  const entryOf = (scale: string, ...own: string[]) => ({
    scale,
    D: 1,
    omitted: "missing",
    items: own.map((id) => ({ id, model: "1PL", b: 0 })),
  });
  const assessment = {
    items: [
      { id: "essay", ...rubric },
      { id: "q", type: "rating", min: 0, max: 1 },
    ],
    scales: [{ id: "s", items: ["q"], aggregate: "sum", missing: "zero" }],
    irt: [entryOf("total", "essay", "q"), entryOf("s", "q")],
  };
  const answered = { candidate: "1", answers: { essay: "Words.", q: 1 } };
  const blank = { candidate: "2", answers: { essay: null, q: 1 } };
  const scores = must(scoreStateless({ assessment, responses: [answered, blank], explain: true }));
  const one = { theta: expect.closeTo(0.4132, 3), se: expect.any(Number), method: "eap" };
  const waiting = { theta: null, se: null, method: "eap", reason: "ratings_pending" };
  const thetas: unknown = scores.results.map(({ theta }) => theta);
  expect(thetas).toEqual([
    { total: waiting, s: one },
    { total: one, s: one },
  ]);
  const used = scores.results.map(({ explanation }) => explanation?.thetas?.[0]?.items);
  expect(used).toMatchObject([
    [
      { item: "essay", state: "pending", category: null },
      { item: "q", state: "answered", category: 1 },
    ],
    [
      { item: "essay", state: "omitted", category: null },
      { item: "q", state: "answered", category: 1 },
    ],
  ]);
  expect(scores.summary.thetas?.map(({ n }) => n)).toEqual([1, 1]);
});

test("a response that fails by another item has no ability", () => {
  const form = givenAbilities(items, {});
  const [own] = form.definition.irt ?? [];
  const shorter = givenForm({
    ...form.definition,
    irt: [{ ...own, items: own?.items.slice(1) }],
  });
  const batch = encodeBatch(shorter, ["11111", "11111"].map(responseOf));
  batch.rows[0] = 200;
  const [estimates] = scored(shorter, batch).scored.thetas ?? [];
  expect(estimates?.theta[0]).toBeNaN();
  expect(estimates?.theta[1]).toBeGreaterThan(0);
});
