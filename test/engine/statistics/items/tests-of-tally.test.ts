import { describe, expect, test } from "bun:test";

import { cellCode } from "#engine/scoring/cell-code.ts";
import { countInto } from "#engine/statistics/count-batch.ts";
import type { ItemCounts, TestBlock, TestCounts } from "#engine/statistics/items/test-counts.ts";
import { testsOfTally } from "#engine/statistics/items/tests-of-tally.ts";
import { mergeTally } from "#engine/statistics/merge-tally.ts";
import { subtractTally } from "#engine/statistics/subtract-tally.ts";
import { decodeTally, encodeTally } from "#engine/statistics/tally-codec.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";
import { addDistances, distancesOf } from "#engine/statistics/test-tally.ts";

import { scaleForm, scaleResponses } from "../../../support/scale-form.ts";
import { encodeBatch, type Form, givenForm, scored, tallied } from "../../scoring/encoded-batch.ts";
import { countedMatrix } from "./counted-matrix.ts";

const choices = Array.from({ length: 11 }, (_, place) => ({
  id: `q${place}`,
  type: "single_choice",
  options: ["A", "B", "C", "D"],
  key: "ABCD"[place % 4],
  ...(place === 3 ? { options: "ABCDEFGHIJ".split("") } : {}),
}));
const ids = (from: number, to: number) => choices.slice(from, to).map(({ id }) => id);

/** Answers of one byte, mostly of few options; scales that share items, with weights and gaps among them. */
const narrowForm = {
  items: choices,
  scales: [
    { id: "first", items: ids(0, 6), aggregate: "sum" },
    { id: "second", items: ids(4, 11), aggregate: "mean", missing: "null_if_any" },
    {
      id: "weighted",
      items: [{ id: "q1", weight: "1/3" }, { id: "q9", weight: 2.5, reverse: true }, "q10"],
      aggregate: "weighted_mean",
      missing: "mean_of_answered",
      minAnswered: 2,
    },
  ],
};

/** A unit so small that values are not counted one by one, nor sums of them in one limb. */
const fineForm = {
  items: choices.slice(0, 5),
  scales: [
    {
      id: "fine",
      items: ids(0, 4).map((id, place) => ({
        id,
        weight: `${place + 1}.00000${2 * place + 1}`,
      })),
      aggregate: "sum",
    },
  ],
};

function choiceResponses(count: number): Record<string, unknown>[] {
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  return Array.from({ length: count }, (_, candidate) => ({
    candidate: `${candidate}`,
    answers: Object.fromEntries(
      choices.map(({ id, options }) => {
        const isBlank = random(3 + (candidate % 30)) === 0;
        return [id, isBlank ? null : (options[random(options.length)] ?? null)];
      }),
    ),
  }));
}

const cutTo = (form: { readonly items: readonly { readonly id: string }[] }, count: number) => {
  const known = new Set(form.items.map(({ id }) => id));
  return choiceResponses(count).map((response) => ({
    ...response,
    answers: Object.fromEntries(
      Object.entries(response["answers"] as object).filter(([id]) => known.has(id)),
    ),
  }));
};

describe.each([
  ["items of one byte", narrowForm, cutTo(narrowForm, 2_500)],
  ["values of many digits", fineForm, cutTo(fineForm, 1_300)],
  ["every item type and kind of scale", scaleForm, scaleResponses(400)],
])("the tests of a tally, %s", (_name, input, responses) => {
  const form = givenForm(input);
  const whole = tallied(form, responses, [100]);

  test("are those of counting one response after another", () => {
    const { total, scales } = testsOfTally(form.plan, whole);
    for (const counts of [total, ...scales]) expectCounted(form, responses, counts);
    expect(scales.length).toBe(form.plan.tests.filter((own) => own !== null).length);
    expect(scales.length).toBeGreaterThan(0);
  });

  test("are the same bytes however large the batches: by pairs of answers or one by one", () => {
    for (const size of [7, 999, 1_000, 2_500]) {
      expect(encodeTally(tallied(form, responses, [size]))).toEqual(encodeTally(whole));
    }
  });

  test("come out again when a part is added and taken away", () => {
    const other = emptyTally(form.plan);
    const batch = encodeBatch(form, responses.slice(50, 120), 10_001);
    countInto(form.plan, other)(scored(form, batch));
    const sum = decodeTally(form.plan, encodeTally(whole));
    mergeTally(sum, other);
    expect(encodeTally(sum)).not.toEqual(encodeTally(whole));
    subtractTally(sum, other);
    expect(countsOnly(sum)).toEqual(countsOnly(whole));
  });
});

test("sums of distances stay exact beyond 2^53, and are the same bytes in any order", () => {
  const { plan } = givenForm(fineForm);
  const [one, other] = [emptyTally(plan), emptyTally(plan)].map(({ tests }) => tests[0]);
  if (!one || !other) throw new Error("no test");
  const sums = Array.from({ length: 9_000 }, (_, place) => 2 ** 41 + place);
  for (const sum of sums) addDistances(one, 3, sum);
  for (const sum of sums.toReversed()) addDistances(other, 3, sum);
  expect(distancesOf(one, 3)).toBe(sums.reduce((all, sum) => all + BigInt(sum), 0n));
  expect(one).toEqual(other);
});

/** All but extremes, which subtracting leaves open. */
function countsOnly({ tests, cells, histogram }: Tally) {
  const own = tests.map(
    (one) => one && { ...one, moments: one.moments.map(({ n, sum }) => [n, sum]) },
  );
  return { own, cells, histogram };
}

function expectCounted(form: Form, responses: readonly unknown[], counts: TestCounts): void {
  const { plan } = form;
  const { batch, levels, scored: scores } = scored(form, encodeBatch(form, responses));
  const scale = plan.scales.findIndex(({ id }) => id === counts.id);
  const values = scale < 0 ? scores.totals : scores.scales[scale];
  const items = counts.items.map(({ id }) => plan.items.find(({ item }) => item.id === id));
  const counted = [...responses.keys()].filter((response) => !Number.isNaN(values?.[response]));
  const rows = counted.map((response) =>
    items.map((item) =>
      cellCode(plan, item as NonNullable<typeof item>, { batch, levels, response }),
    ),
  );
  const expected = countedMatrix({ items: counts.items, rows });
  expectBlock(counts.all, expected.all);
  if (counts.complete !== null && expected.complete !== null) {
    expectBlock(counts.complete, expected.complete);
  }
}

function expectBlock(found: TestBlock, expected: TestBlock): void {
  expect(found.total).toEqual(expected.total);
  if (found.totals !== null) expect(found.totals).toEqual(expected.totals as never);
  for (const [place, { n, totals, joint }] of found.items.entries()) {
    const own = expected.items[place] as ItemCounts;
    expect(n).toEqual(own.n);
    expect(totals).toEqual(own.totals);
    if (joint !== null) expect(joint).toEqual(own.joint as never);
  }
}
