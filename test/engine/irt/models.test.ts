import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { addInformation, noTerms } from "#engine/irt/item-information.ts";
import { curvesRoom, type ItemModel } from "#engine/irt/item-model.ts";
import { inverseTcc } from "#engine/irt/inverse-tcc.ts";
import { testInformation } from "#engine/irt/test-information.ts";

import { modelsOf, type Parameters } from "./given-abilities.ts";

const examples: Record<string, Parameters> = {
  "1PL": { type: "1PL", a: 1, b: 0.4 },
  "2PL": { type: "2PL", a: 1.3, b: -0.7, D: 1.7 },
  "2PL, falling": { type: "2PL", a: -0.8, b: 0.3 },
  "3PL": { type: "3PL", a: 1.8, b: 1.1, c: 0.22 },
  "4PL": { type: "4PL", a: 2.1, b: -1.2, c: 0.1, d: 0.94, D: 1.702 },
  GRM: { type: "GRM", a: 1.4, b: [-1.5, -1.499, 0.2, 2.2] },
  "GRM, falling": { type: "GRM", a: -1.1, b: [1.2, 0, -0.4] },
  GPCM: { type: "GPCM", a: 0.9, b: [1, -1.5, 0.7] },
  PCM: { type: "PCM", a: 1, b: [-0.5, 0.8] },
  NRM: { type: "NRM", a: [0.3, -1.2, 1.9], c: [0, 0.8, -1.1] },
};

describe.each(Object.entries(examples))("%s", (_name, parameters) => {
  const model = modelOf(parameters);
  const room = curvesRoom([model]);
  const logs = new Float64Array(model.categoryCount);

  test("has the probabilities of its formula", () => {
    for (const theta of [-6, -2.5, -0.3, 0, 1.7, 5]) {
      const plain = plainProbabilities(parameters, theta);
      model.curves(theta, room);
      model.logProbabilities(theta, logs);
      for (const [k, p] of plain.entries()) {
        expect(room.probability[k]).toBeCloseTo(p, 12);
        expect(logs[k]).toBeCloseTo(Math.log(p), 8);
      }
    }
  });

  test("has the slopes and bends of its logarithms", () => {
    for (const theta of [-4, -1.3, 0.2, 3.1]) {
      const h = 1e-4;
      const [below, at, above] = [theta - h, theta, theta + h].map((point) => logsAt(model, point));
      model.curves(theta, room);
      for (let k = 0; k < model.categoryCount; k++) {
        const [lower = 0, middle = 0, upper = 0] = [below?.[k], at?.[k], above?.[k]];
        expect(room.slope[k]).toBeCloseTo((upper - lower) / (2 * h), 6);
        expect(room.bend[k]).toBeCloseTo((upper - 2 * middle + lower) / (h * h), 5);
      }
    }
  });

  test("has the terms of its probabilities, and never less than no information", () => {
    for (const theta of [-3.7, -0.9, 0.4, 2.6]) {
      model.curves(theta, room);
      const terms = noTerms();
      addInformation(model, room, terms);
      const plain = plainTerms(parameters, theta);
      expect(terms.information).toBeCloseTo(plain.information, 6);
      expect(terms.bias).toBeCloseTo(plain.bias, 5);
      const h = 1e-5;
      const rise = informationAt(model, theta + h) - informationAt(model, theta - h);
      expect(terms.rise).toBeCloseTo(rise / (2 * h), 6);
      expect(terms.information).toBeGreaterThanOrEqual(0);
    }
  });

  test("says something finite at every ability", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (theta) => {
        model.curves(theta, room);
        model.logProbabilities(theta, logs);
        const values = [...room.probability, ...room.slope, ...room.bend, ...logs];
        const total = room.probability.reduce((sum, p) => sum + p, 0);
        expect(values.every(Number.isFinite)).toBe(true);
        expect(total).toBeCloseTo(1, 12);
        expect(testInformation([model], theta).test).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("multiplies its probabilities along equally spaced abilities", () => {
    for (let k = 0; k < model.categoryCount; k++) {
      const products = new Float64Array(61).fill(0.5);
      expect(model.multiplyAlong(k, { start: -3, step: 0.1 }, products)).toBe(true);
      for (const [step, product] of products.entries()) {
        model.curves(-3 + step * 0.1, room);
        const p = room.probability[k] as number;
        expect(Math.abs(product / (0.5 * p) - 1)).toBeLessThan(1e-12);
      }
    }
  });

  test("does not multiply what leaves a double", () => {
    const products = new Float64Array(3).fill(1);
    const along = { start: -5_000, step: 5_000 };
    expect(model.multiplyAlong(model.categoryCount - 1, along, products)).toBe(false);
  });
});

test("a graded category between two boundaries that nearly meet keeps its digits", () => {
  const upper = 0.001 + 3.3e-11;
  const gap = upper - 0.001;
  const [model] = modelsOf([{ type: "GRM", a: 1, b: [0.001, upper] }]);
  const room = curvesRoom(model === undefined ? [] : [model]);
  model?.curves(0.251, room);
  const s = 1 / (1 + Math.exp(0.25));
  expect(Math.abs((room.probability[1] as number) / (s * (1 - s) * gap) - 1)).toBeLessThan(1e-10);
});

describe("the same model, written otherwise", () => {
  test.each([
    [
      { type: "3PL", a: 1.2, b: -0.6, c: 0.2, D: 1.7 },
      { type: "3PL", a: 1.2, intercept: 1.7 * 1.2 * 0.6, c: 0.2, D: 1.7 },
    ],
    [
      { type: "GRM", a: 0.8, b: [-1, 0.5] },
      { type: "GRM", a: 0.8, intercept: [0.8, -0.4] },
    ],
    [
      { type: "GPCM", a: 1.5, b: [-1, 0.5], D: 1.702 },
      { type: "GPCM", a: 1.5, intercept: [1.702 * 1.5, 1.702 * 1.5 * 0.5], D: 1.702 },
    ],
    [
      { type: "PCM", b: [-1, 0.5] },
      { type: "NRM", a: [0, 1, 2], c: [0, 1, 0.5] },
    ],
    [
      { type: "2PL", a: 1.1, b: 0.3 },
      { type: "GRM", a: 1.1, b: [0.3] },
    ],
    [
      { type: "2PL", a: 1.1, b: 0.3 },
      { type: "4PL", a: 1.1, b: 0.3, c: 0, d: 1 },
    ],
  ])("%j is %j", (one, other) => {
    for (const theta of [-2, 0, 0.7, 4]) {
      const [first, second] = [one, other].map((parameters) =>
        logsAt(modelOf({ a: 1, ...parameters }), theta),
      );
      for (const [k, value] of first?.entries() ?? []) {
        expect(second?.[k]).toBeCloseTo(value, 12);
      }
    }
  });
});

describe("the inverse of the test characteristic curve", () => {
  test("is null for a score that no ability makes likely", () => {
    const models = modelsOf([{ type: "3PL", a: 1, b: 0, c: 0.2 }]);
    for (const score of [0, 0.1, 0.2, 1, 1.5]) {
      expect(inverseTcc(models, score)).toEqual({ ok: false, error: "out_of_reach" });
    }
  });

  test("is found far from 0", () => {
    const found = inverseTcc(modelsOf([{ type: "2PL", a: 0.5, b: 700 }]), 0.5);
    expect(found.ok && found.value).toBeCloseTo(700, 9);
  });
});

function modelOf(parameters: Parameters): ItemModel {
  const [model] = modelsOf([parameters]);
  if (model === undefined) throw new Error("no model");
  return model;
}

function logsAt(model: ItemModel, theta: number): Float64Array {
  const logs = new Float64Array(model.categoryCount);
  model.logProbabilities(theta, logs);
  return logs;
}

function informationAt(model: ItemModel, theta: number): number {
  return testInformation([model], theta).test;
}

/** As the formulas are printed, without care for their ends. */
function plainProbabilities(parameters: Parameters, theta: number): number[] {
  const { type, D = 1 } = parameters;
  if (type === "NRM") {
    const [a, c] = [listOf(parameters.a), listOf(parameters.c)];
    return shares(a.map((slope, k) => Math.exp(slope * theta + (c[k] ?? 0))));
  }
  const a = D * Number(parameters.a ?? 1);
  const b = listOf(parameters.b);
  if (type === "GPCM" || type === "PCM") {
    let exponent = 0;
    const terms = [1, ...b.map((step) => Math.exp((exponent += a * (theta - step))))];
    return shares(terms);
  }
  const above = b.map((boundary) => 1 / (1 + Math.exp(-a * (theta - boundary))));
  if (type === "GRM") {
    const edges = [1, ...above, 0];
    return edges.slice(1).map((edge, k) => (edges[k] ?? 0) - edge);
  }
  const [c, d] = [Number(parameters.c ?? 0), parameters.d ?? 1];
  const right = c + (d - c) * (above[0] ?? 0);
  return [1 - right, right];
}

function plainTerms(parameters: Parameters, theta: number) {
  const h = 1e-4;
  const [below = [], at = [], above = []] = [theta - h, theta, theta + h].map((point) =>
    plainProbabilities(parameters, point),
  );
  const terms = { information: 0, bias: 0 };
  for (const [k, p] of at.entries()) {
    const first = ((above[k] ?? 0) - (below[k] ?? 0)) / (2 * h);
    const second = ((above[k] ?? 0) - 2 * p + (below[k] ?? 0)) / (h * h);
    terms.information += (first * first) / p;
    terms.bias += (first * second) / p;
  }
  return terms;
}

function shares(terms: readonly number[]): number[] {
  const total = terms.reduce((sum, term) => sum + term, 0);
  return terms.map((term) => term / total);
}

function listOf(value: number | readonly number[] | undefined): readonly number[] {
  return typeof value === "number" ? [value] : (value ?? []);
}
