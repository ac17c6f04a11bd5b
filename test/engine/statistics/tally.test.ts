import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { encodeTally, decodeTally } from "#engine/statistics/tally-codec.ts";
import { cellCode } from "#engine/scoring/cell-code.ts";
import type { Plan } from "#engine/scoring/plan.ts";
import { countBatch } from "#engine/statistics/count-batch.ts";
import { mergeTally } from "#engine/statistics/merge-tally.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";

import stored from "../../reference/stored-tally.json";
import { mixedForm, mixedResponses } from "../../support/mixed-form.ts";
import { scaleForm, scaleResponses } from "../../support/scale-form.ts";
import { givenForm, encodeBatch, scored, tallied } from "../scoring/encoded-batch.ts";

/** Weights whose totals share no unit but the micropoint, so bins hold many totals. */
const fineForm = {
  items: mixedForm.items.slice(0, 7).map((item, index) => ({ ...item, weight: `${index + 1}/7` })),
};

describe.each([
  ["one of each", mixedForm],
  ["many totals in a bin", fineForm],
  ["scales of every kind", scaleForm],
])("a tally, %s", (_name, input) => {
  const form = givenForm(input);
  const ids = new Set(form.definition.items.map((item) => item.id));
  const responses = scaleResponses(300).map((response) => cut(response, ids));
  const whole = encodeTally(tallied(form, responses, [300]));

  test("is the same however the responses are cut into batches", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 6 }),
        (sizes) => {
          expect(encodeTally(tallied(form, responses, sizes))).toEqual(whole);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("is the same in whatever order its parts are merged", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
        const merged = emptyTally(form.plan);
        for (const part of order) {
          const from = part * 60;
          mergeTally(merged, talliedFrom(form, responses.slice(from, from + 60), from + 1));
        }
        expect(encodeTally(merged)).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  test("comes back from its bytes as it was", () => {
    expect(encodeTally(decodeTally(form.plan, whole))).toEqual(whole);
    expect(encodeTally(decodeTally(form.plan, encodeTally(emptyTally(form.plan))))).toEqual(
      encodeTally(emptyTally(form.plan)),
    );
  });

  test("counts every item of every result once", () => {
    const tally = decodeTally(form.plan, whole);
    const { starts, stride, binCount, blocks } = form.plan.cells;
    for (const [index, item] of form.plan.items.entries()) {
      let n = 0;
      for (let bin = 0; bin < blocks * binCount; bin++) {
        const from = bin * stride + (starts[index] ?? 0);
        n += tally.cells.subarray(from, from + item.units.length).reduce((sum, x) => sum + x, 0);
      }
      expect(n).toBe(tally.responses);
    }
    expect(tally.histogram.reduce((sum, x) => sum + x, 0)).toBe(tally.responses);
  });
});

test("bins and remainders give back the sum of totals by item and code", () => {
  const form = givenForm(fineForm);
  expect(form.plan.cells.binWidth).toBeGreaterThan(1);
  const ids = new Set(form.definition.items.map((item) => item.id));
  const responses = mixedResponses(200).map((response) => cut(response, ids));
  const tally = tallied(form, responses, [70]);
  const { scored: batch, levels, batch: rows } = scored(form, encodeBatch(form, responses));
  const sums = Array.from({ length: form.plan.cells.stride }, () => 0n);
  for (const [index, item] of form.plan.items.entries()) {
    for (const [response, total] of batch.totals.entries()) {
      const code = cellCode(form.plan, item, { batch: rows, levels, response });
      const cell = (form.plan.cells.starts[index] ?? 0) + code;
      sums[cell] = (sums[cell] ?? 0n) + BigInt(total);
    }
  }
  expect(sumsByCell(form.plan, tally)).toEqual(sums);
});

function sumsByCell({ cells }: Plan, tally: Tally): bigint[] {
  const { stride, binCount, binWidth, minUnits } = cells;
  return tally.remainders.map((remainder, cell) => {
    let sum = remainder;
    for (let bin = 0; bin < binCount; bin++) {
      sum += BigInt(tally.cells[bin * stride + cell] ?? 0) * BigInt(minUnits + bin * binWidth);
    }
    return sum;
  });
}

test("bytes of another form, cut short or of another version are refused", () => {
  const form = givenForm(mixedForm);
  const bytes = encodeTally(tallied(form, mixedResponses(50), [50]));
  const small = givenForm({ items: [{ id: "q", type: "text", key: ["x"] }] });
  expect(() => decodeTally(small.plan, bytes)).toThrow(RangeError);
  expect(() => decodeTally(form.plan, bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
  expect(() => decodeTally(form.plan, Uint8Array.of(9))).toThrow(RangeError);
});

test("has another digest where only a transform differs", () => {
  const [one, two] = [1, 2].map((sd) => {
    const transform = [{ type: "z", mean: 0, sd }];
    const scale = { id: "s", items: ["mood"], aggregate: "sum", missing: "zero", transform };
    return tallied(givenForm({ ...mixedForm, scales: [scale], bands: [] }), mixedResponses(9), [9]);
  });
  expect(one?.total).toEqual(two?.total as never);
  expect(one?.digest).not.toEqual(two?.digest as never);
});

test("is what it was, byte for byte", () => {
  const form = givenForm(mixedForm);
  const bytes = encodeTally(tallied(form, mixedResponses(12), [12]));
  expect(Buffer.from(bytes).toString("base64")).toBe(stored.mixedForm);
  const decoded = decodeTally(form.plan, Buffer.from(stored.mixedForm, "base64"));
  expect(encodeTally(decoded)).toEqual(bytes);
  expect(decoded.gates).toEqual([]);
});

function talliedFrom(
  form: ReturnType<typeof givenForm>,
  responses: readonly unknown[],
  from: number,
) {
  const tally = emptyTally(form.plan);
  countBatch(form.plan, tally, scored(form, encodeBatch(form, responses, from)));
  return tally;
}

function cut(response: Record<string, unknown>, ids: ReadonlySet<string>): Record<string, unknown> {
  const pick = (values: unknown) =>
    Object.fromEntries(
      Object.entries(values as Record<string, unknown>).filter(([id]) => ids.has(id)),
    );
  return {
    candidate: response["candidate"],
    attributes: response["attributes"] ?? {},
    answers: pick(response["answers"]),
    states: pick(response["states"]),
  };
}
