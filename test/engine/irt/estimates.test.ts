import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { testInformation } from "#engine/irt/test-information.ts";
import type { ResponseBatch } from "#engine/scoring/plan.ts";

import {
  estimatesOf,
  estimatesOfBatch,
  givenAbilities,
  modelsOf,
  type Parameters,
  read,
  readReference,
  responseOf,
} from "./given-abilities.ts";

const lsat = readReference("irt-2pl-lsat7").items;
const mixed: readonly Parameters[] = [
  { type: "2PL", a: 1.1, b: -0.4 },
  { type: "3PL", a: 1.7, b: 0.9, c: 0.2 },
  { type: "GRM", a: 1.3, b: [-1.2, 0.1, 1.4] },
  { type: "GPCM", a: 0.8, b: [-0.6, 0.9] },
  { type: "4PL", a: 1.5, b: 0.1, c: 0.1, d: 0.95 },
  { type: "NRM", a: [0, 0.8, 1.7], c: [0, 0.5, -0.4] },
];
const everyMethod = ["eap", "map", "ml", "wle", "eapsum"];

describe("estimates of a response", () => {
  const patterns = fc.array(
    fc.tuple(...[2, 2, 4, 3, 2, 3].map((count) => fc.integer({ min: -1, max: count - 1 }))),
    { minLength: 1, maxLength: 12 },
  );
  const responsesOf = (rows: readonly (readonly number[])[]) =>
    rows.map((row, index) => responseOf(row.map((k) => (k < 0 ? "." : k)).join(""), index));

  test.each(everyMethod.filter((method) => method !== "eapsum"))(
    "are the same bytes whatever the batch: %s",
    (method) => {
      const form = givenAbilities(mixed, { method });
      fc.assert(
        fc.property(patterns, (rows) => {
          const responses = responsesOf(rows);
          const whole = estimatesOf(form, responses);
          const turned = estimatesOf(form, responses.toReversed());
          for (const [index, response] of responses.entries()) {
            const alone = read(estimatesOf(form, [response]))[0];
            expect(read(whole)[index]).toEqual(alone);
            expect(read(turned)[responses.length - 1 - index]).toEqual(alone);
          }
        }),
        { numRuns: 25 },
      );
    },
  );

  test("of EAP are those of a sum over the grid, item by item", () => {
    const form = givenAbilities(mixed, { refine: "never", prior: { mean: 0.4, sd: 1.3 } });
    fc.assert(
      fc.property(patterns, (rows) => {
        const made = estimatesOf(form, responsesOf(rows));
        for (const [index, row] of rows.entries()) {
          if (row.every((k) => k < 0)) continue;
          const plain = plainEap(row, { mean: 0.4, sd: 1.3 });
          expect(made.theta[index]).toBeCloseTo(plain.theta, 10);
          expect(made.se[index]).toBeCloseTo(plain.se, 10);
        }
      }),
      { numRuns: 50 },
    );
  });

  test.each(everyMethod.filter((method) => method !== "eapsum"))(
    "do not depend on the order of the items: %s",
    (method) => {
      const counts = mixed.length;
      const [forward, backward] = [mixed, mixed.toReversed()].map((own) =>
        givenAbilities(own, { method }),
      );
      fc.assert(
        fc.property(patterns, (rows) => {
          if (forward === undefined || backward === undefined) throw new Error("no form");
          const one = estimatesOf(forward, responsesOf(rows));
          const other = estimatesOf(backward, responsesOf(rows.map((row) => row.toReversed())));
          expect(rows.every((row) => row.length === counts)).toBe(true);
          expect([...other.reason]).toEqual([...one.reason]);
          for (const [index, theta] of one.theta.entries()) {
            if (!Number.isFinite(theta)) expect(other.theta[index]).toBe(theta);
            else expect(other.theta[index]).toBeCloseTo(theta, 9);
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  test("of all wrong and all right have their place on every scale", () => {
    const shifted = lsat.map((own) => ({
      ...own,
      a: Number(own.a) / 100,
      b: 500 + 100 * Number(own.b),
    }));
    const prior = { mean: 500, sd: 100 };
    for (const method of ["eap", "map"]) {
      const plain = estimatesOf(
        givenAbilities(lsat, { method }),
        ["00000", "10110"].map(responseOf),
      );
      const made = estimatesOf(
        givenAbilities(shifted, { method, prior }),
        ["00000", "10110"].map(responseOf),
      );
      for (const [index, theta] of made.theta.entries()) {
        expect(theta).toBeCloseTo(500 + 100 * (plain.theta[index] ?? 0), 8);
        expect(made.se[index]).toBeCloseTo(100 * (plain.se[index] ?? 0), 8);
      }
    }
  });
});

describe("of several maxima", () => {
  // Steep items with guessing: aberrant patterns have a hill for each cluster of difficulties.
  const steep = [-2.5, -2.3, -0.2, 0, 0.1, 2, 2.2, 2.4].map((b, item): Parameters => ({
    type: "4PL",
    a: 3 + item / 4,
    b,
    c: 0.2,
    d: 0.97,
  }));
  const models = modelsOf(steep);
  const nodes = Array.from({ length: 8_001 }, (_, node) => -10 + node * 0.0025);
  const logs = new Float64Array(2);
  const heights = nodes.map((node) =>
    models.map((model) => {
      model.logProbabilities(node, logs);
      return [...logs];
    }),
  );
  const informations = nodes.map((node) => testInformation(models, node).test);
  const every = Array.from({ length: 256 }, (_, bits) =>
    Array.from({ length: 8 }, (_own, item) => (bits >> item) & 1),
  );
  const responses = every.map((pattern, index) => responseOf(pattern.join(""), index));

  const weights: Record<string, readonly number[]> = {
    ml: nodes.map(() => 0),
    map: nodes.map((node) => -(node ** 2) / 2),
    jeffreys: informations.map((information) => Math.log(information) / 2),
  };

  test.each(Object.keys(weights))("the greatest counts, in every pattern: %s", (kind) => {
    const method = kind === "jeffreys" ? { method: "wle", wle: "jeffreys" } : { method: kind };
    const made = estimatesOf(givenAbilities(steep, method), responses);
    let several = 0;
    for (const [index, pattern] of every.entries()) {
      const curve = heights.map((own, node) => {
        const weight = weights[kind]?.[node] ?? Number.NaN;
        return own.reduce((sum, pair, item) => sum + (pair[pattern[item] ?? 0] ?? 0), weight);
      });
      const most = curve.reduce((largest, value) => Math.max(largest, value), -Infinity);
      if (topsOf(curve) > 1) several++;
      const theta = Math.min(10, Math.max(-10, made.theta[index] ?? Number.NaN));
      const reached = curve[Math.round((theta + 10) / 0.0025)] ?? Number.NaN;
      expect(most - reached).toBeLessThan(1e-4);
    }
    expect(several).toBeGreaterThan(10);
  });
});

describe("sizes", () => {
  test("no response", () => {
    const form = givenAbilities(lsat, {});
    const batch: ResponseBatch = {
      count: 0,
      rows: new Uint8Array(0),
      hasGaps: false,
      fromOrdinal: 1,
    };
    expect(read(estimatesOfBatch(form, batch))).toEqual([]);
  });

  test.each(everyMethod)("one item: %s", (method) => {
    const form = givenAbilities([{ type: "2PL", a: 1, b: 0.5 }], { method });
    const [low, high] = read(estimatesOf(form, ["0", "1"].map(responseOf)));
    expect(Number(low?.[0])).toBeLessThan(Number(high?.[0]));
  });

  test.each([
    ...everyMethod
      .filter((method) => method !== "eapsum")
      .map((method) => [method, 3_000] as const),
    ["eapsum", 1_000] as const,
  ])("%s of %i items, of which half is right", (method, count) => {
    const parameters = Array.from({ length: count }, (): Parameters => ({
      type: "2PL",
      a: 1,
      b: 0.25,
    }));
    const hasPrior = method !== "ml" && method !== "wle";
    const form = givenAbilities(parameters, {
      method,
      ...(hasPrior ? { prior: { mean: 0.25, sd: 1 } } : {}),
    });
    // The first half all right and the second all wrong: partial products vanish everywhere.
    const pattern = "1".repeat(count / 2) + "0".repeat(count / 2);
    const [[theta, se] = []] = read(estimatesOf(form, [responseOf(pattern)]));
    expect(theta).toBeCloseTo(0.25, 9);
    expect(se).toBeCloseTo(2 / Math.sqrt(count), 3);
  });

  test("a sum that no ability makes likely", () => {
    const parameters = Array.from({ length: 400 }, (): Parameters => ({
      type: "3PL",
      a: 2,
      b: 0,
      c: 0.9,
    }));
    const form = givenAbilities(parameters, { method: "eapsum" });
    const made = estimatesOf(form, [responseOf("0".repeat(400))]);
    expect(read(made)).toEqual([[Number.NaN, Number.NaN, "sum_too_improbable"]]);
  });

  test("an answer that is all but impossible, looked at twice", () => {
    const steep: Parameters[] = [
      ...Array.from({ length: 30 }, (_, item): Parameters => ({ type: "2PL", a: 2, b: item / 30 })),
      { type: "2PL", a: 100, b: -8 },
      { type: "GRM", a: 100, b: [7.9, 8] },
    ];
    const form = givenAbilities(steep, {});
    const [[theta, se] = []] = read(estimatesOf(form, [responseOf(`${"10".repeat(15)}02`)]));
    expect(Number.isFinite(theta)).toBe(true);
    expect(Number(se)).toBeGreaterThan(0);
    expect(Number(se)).toBeLessThan(0.2);
  });
});

test("products that leave a double on the second look give way to logarithms", () => {
  const many = Array.from({ length: 200 }, (_, item): Parameters => ({
    type: "2PL",
    a: 2,
    b: item / 200,
  }));
  const parameters: Parameters[] = [...many, { type: "2PL", a: 100, b: -5.3 }];
  const pattern = `${"10".repeat(100)}0`;
  const made = estimatesOf(givenAbilities(parameters, {}), [responseOf(pattern)]);
  // ln L of 2PL items over 4,001 nodes, the greatest taken off.
  const nodes = Array.from({ length: 4_001 }, (_, node) => -4 + node * 0.002);
  const logs = nodes.map((node) =>
    parameters.reduce(
      (sum, { a, b }, item) => {
        const z = Number(a) * (node - Number(b)) * (pattern[item] === "1" ? 1 : -1);
        return sum - (z > 0 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)) - z);
      },
      (-node * node) / 2,
    ),
  );
  const most = logs.reduce((largest, value) => Math.max(largest, value), -Infinity);
  const weights = logs.map((value) => Math.exp(value - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const theta = weights.reduce((sum, weight, at) => sum + weight * (nodes[at] ?? 0), 0) / total;
  expect(most).toBeLessThan(-680);
  expect(made.theta[0]).toBeCloseTo(theta, 8);
});

function topsOf(curve: readonly number[]): number {
  return curve.filter((value, at) => {
    const [before = Infinity, after = Infinity] = [curve[at - 1], curve[at + 1]];
    return value > before && value > after;
  }).length;
}

/** Straight from the definition of EAP, 61 nodes, the runtime's own exponential. */
function plainEap(row: readonly number[], { mean, sd }: { mean: number; sd: number }) {
  const nodes = Array.from({ length: 61 }, (_, node) => mean + sd * (-6 + 0.2 * node));
  const weights = nodes.map((node) => {
    const likelihood = mixed.reduce((product, own, item) => {
      const k = row[item] ?? -1;
      return k < 0 ? product : product * (plainShares(own, node)[k] ?? 0);
    }, 1);
    return likelihood * Math.exp(-((node - mean) ** 2) / (2 * sd * sd));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const theta = weights.reduce((sum, weight, at) => sum + weight * (nodes[at] ?? 0), 0) / total;
  const square = weights.reduce(
    (sum, weight, at) => sum + weight * ((nodes[at] ?? 0) - theta) ** 2,
    0,
  );
  return { theta, se: Math.sqrt(square / total) };
}

function plainShares({ type, a, b, c, d = 1 }: Parameters, theta: number): number[] {
  if (type === "NRM") {
    const terms = [a].flat().map((slope = 0, k) => Math.exp(slope * theta + ([c].flat()[k] ?? 0)));
    const total = terms.reduce((sum, term) => sum + term, 0);
    return terms.map((term) => term / total);
  }
  const z = [b].flat().map((place = 0) => Number(a) * (theta - place));
  if (type === "GPCM") {
    const terms = [
      1,
      ...z.map((_, k) => Math.exp(z.slice(0, k + 1).reduce((sum, x) => sum + x, 0))),
    ];
    const total = terms.reduce((sum, term) => sum + term, 0);
    return terms.map((term) => term / total);
  }
  const above = z.map((x) => 1 / (1 + Math.exp(-x)));
  if (type === "GRM")
    return [...above, 0].map((edge, k) => (k === 0 ? 1 : (above[k - 1] ?? 0)) - edge);
  const right = Number(c ?? 0) + (d - Number(c ?? 0)) * (above[0] ?? 0);
  return [1 - right, right];
}
