import { describe, expect, test } from "bun:test";

import { parse } from "csv-parse/sync";
import fc from "fast-check";

import { resultsCsv } from "#http/results-csv.ts";
import type { ResultView } from "#usecase/result-view.ts";

const RESULT: ResultView = {
  candidate: "c",
  attempt: 1,
  ordinal: 7,
  revision: 2,
  points: -0.000001,
  maxPoints: 3,
  percent: -0.00003333333333333333,
  scales: {
    a: { raw: 1, value: 1.5, max: 2, answered: 1 },
    b: { raw: null, value: null, max: 2, answered: 0 },
  },
  bands: { total: null, a: "=cmd" },
  theta: {
    a: { theta: -0.25, se: 0.1, method: "map", value: 487.5, valueSe: 5 },
    total: { theta: null, se: null, method: "ml", reason: "no_maximum_above" },
  },
  gates: { g: true, h: null },
  states: { answered: 5, omitted: 4, notReached: 3, notPresented: 2, notApplicable: 1, pending: 6 },
  status: "final",
};

const csv = resultsCsv({
  scales: ["a", "b"],
  transformed: ["a"],
  bands: ["total", "a"],
  thetas: ["a", "total"],
  thetaValues: ["a"],
  gates: ["g", "h"],
  fit: null,
});

describe("resultsCsv", () => {
  test("has a column for every scale, transformed raw value, ability, band and gate", () => {
    expect(csv.header).toBe(
      "candidate,attempt,ordinal,revision,points,maxPoints,percent,scale.a,scale.b,raw.a,theta.a,se.a,theta.total,se.total,value.a,valueSe.a,band.total,band.a,gate.g,gate.h,answered,omitted,notReached,notPresented,notApplicable,pending,status,reason\r\n",
    );
    expect(csv.rows([RESULT])).toBe(
      "c,1,7,2,-0.000001,3,-0.00003333333333333333,1.5,,1,-0.25,0.1,,,487.5,5,,'=cmd,true,,5,4,3,2,1,6,final,\r\n",
    );
  });

  test("no text begins like a formula, and each can be had back", () => {
    const special = fc.constantFrom(..."=+-@'\t\r\n\",;x".split(""));
    const candidate = fc.string({
      unit: fc.oneof(special, fc.string({ minLength: 1, maxLength: 1 })),
    });
    fc.assert(
      fc.property(candidate, (text) => {
        const row = csv.rows([{ ...RESULT, candidate: text }]);
        const rows: string[][] = parse(csv.header + row);
        const cell = rows[1]?.[0] ?? "";
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(cell.startsWith("'") ? cell.slice(1) : cell).toBe(text);
      }),
    );
  });
});
