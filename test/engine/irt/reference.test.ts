import { describe, expect, test } from "bun:test";

import { inverseTcc } from "#engine/irt/inverse-tcc.ts";
import { testCharacteristicCurve } from "#engine/irt/test-characteristic-curve.ts";
import { testInformation } from "#engine/irt/test-information.ts";

import {
  type Estimates,
  estimatesOf,
  givenAbilities,
  modelsOf,
  type Parameters,
  readReference,
  responseOf,
} from "./given-abilities.ts";

const names = [
  "irt-1pl-lsat7",
  "irt-2pl-lsat7",
  "irt-2pl-d17-lsat7",
  "irt-grm-science",
  "irt-gpcm-science",
  "irt-pcm-science",
  "irt-nrm-science",
];

const FORMS = ["irt-3pl-sat12", "irt-4pl-sat12", "irt-mixed"];

describe.each(names)("%s", (name) => {
  const reference = readReference(name);
  const patterns = reference.patterns.split(" ");
  const estimate = (irt: object) =>
    estimatesOf(
      givenAbilities(reference.items, irt),
      patterns.map((pattern, index) => responseOf(pattern, index)),
    );

  test.each([
    ["eap121", 121],
    ["eap61", 61],
  ] as const)("%s on the same grid", (key, nodes) => {
    const made = estimate({ method: "eap", grid: { from: -6, to: 6, nodes }, refine: "never" });
    expect(largestError(made.theta, reference[key].theta)).toBeLessThan(1e-10);
    expect(largestError(made.se, reference[key].se)).toBeLessThan(1e-10);
  });

  test("EAP is the integral where the grid reaches 8 standard deviations", () => {
    const made = estimate({ method: "eap", grid: { from: -8, to: 8, nodes: 121 } });
    expect(largestError(made.theta, reference.exact.theta)).toBeLessThan(1e-5);
    expect(largestError(made.se, reference.exact.se)).toBeLessThan(1e-5);
  });

  test.each(["observed", "expected"] as const)("MAP and ML, %s information", (se) => {
    for (const method of ["map", "ml"] as const) {
      const made = estimate({ method, se });
      expect(largestError(made.theta, reference[method].theta)).toBeLessThan(1e-6);
      expect(largestError(made.se, reference[method][`se_${se}`])).toBeLessThan(1e-5);
    }
  });

  test("MAP has observed and ML expected standard errors unless told otherwise", () => {
    expect(largestError(estimate({ method: "map" }).se, reference.map.se_observed)).toBeLessThan(
      1e-5,
    );
    expect(largestError(estimate({ method: "ml" }).se, reference.ml.se_expected)).toBeLessThan(
      1e-5,
    );
  });

  test("WLE of Warm and of Jeffreys", () => {
    const warm = estimate({ method: "wle" });
    expect(largestError(warm.theta, reference.wle.theta)).toBeLessThan(1e-6);
    expect(largestError(warm.se, reference.wle.se)).toBeLessThan(1e-5);
    const jeffreys = estimate({ method: "wle", wle: "jeffreys" });
    expect(largestError(jeffreys.theta, reference.jeffreys.theta)).toBeLessThan(1e-6);
  });
});

describe.each([...names, ...FORMS])("%s", (name) => {
  const reference = readReference(name);

  test("information of items and test, the TCC and its inverse", () => {
    const models = modelsOf(reference.items);
    const { theta, item_information, test_information, tcc } = reference.functions;
    const informations = theta.map((at) => testInformation(models, at));
    const totals = informations.map((information) => information.test);
    expect(largestError(totals, test_information)).toBeLessThan(1e-10);
    for (const [item, expected] of item_information.entries()) {
      const own = informations.map(({ items }) => items[item] ?? Number.NaN);
      expect(largestError(own, expected)).toBeLessThan(1e-10);
    }
    const curve = theta.map((at) => testCharacteristicCurve(models, at));
    expect(largestError(curve, tcc)).toBeLessThan(1e-10);
    const inverse = reference.inverse_tcc.true_score.map((score) => {
      const found = inverseTcc(models, score);
      return found.ok ? found.value : Number.NaN;
    });
    expect(largestError(inverse, reference.inverse_tcc.theta)).toBeLessThan(1e-10);
  });
});

/** Parameters alone, of items that can be guessed, and of all models in one form. */
describe.each(FORMS)("%s", (name) => {
  const { items, eapsum } = readReference(name);

  test("EAPsum by the sum of categories", () => {
    const grid = { from: -6, to: 6, nodes: 121 };
    const form = givenAbilities(items, { method: "eapsum", grid });
    const steps = items.map(({ type, b, a }) => {
      if (type.endsWith("PL")) return 1;
      return type === "NRM" ? (a as readonly number[]).length - 1 : (b as readonly number[]).length;
    });
    const responses = eapsum.theta.map((_, score) => {
      let left = score;
      const digits = steps.map((most) => {
        const own = Math.min(most, left);
        left -= own;
        return own;
      });
      return responseOf(digits.join(""), score);
    });
    const made = estimatesOf(form, responses);
    expect(largestError(made.theta, eapsum.theta)).toBeLessThan(1e-10);
    expect(largestError(made.se, eapsum.se)).toBeLessThan(1e-10);
  });
});

describe.each(names.filter((name) => !name.startsWith("irt-nrm")))("%s", (name) => {
  const reference = readReference(name);
  const patterns = reference.patterns.split(" ");

  test("EAPsum by the sum of categories", () => {
    const form = givenAbilities(reference.items, {
      method: "eapsum",
      grid: { from: -6, to: 6, nodes: 121 },
    });
    const made = estimatesOf(
      form,
      patterns.map((pattern, index) => responseOf(pattern, index)),
    );
    for (const [index, pattern] of patterns.entries()) {
      if (pattern.includes(".")) {
        expect(made.theta[index]).toBeNaN();
        continue;
      }
      const sum = pattern.split("").reduce((total, digit) => total + Number(digit), 0);
      expect(made.theta[index]).toBeCloseTo(Number(reference.eapsum.theta[sum]), 10);
      expect(made.se[index]).toBeCloseTo(Number(reference.eapsum.se?.[sum]), 10);
    }
  });
});

interface LongReference {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly c: readonly number[];
  readonly patterns: string;
  readonly exact: Estimates;
  readonly grid121: Estimates;
  readonly map: Estimates;
  readonly ml: Estimates;
  readonly wle: Estimates;
}

describe.each(["irt-long-300", "irt-long-2000"])("%s, where likelihoods underflow", (name) => {
  const reference = readReference<LongReference>(name);
  const items = reference.a.map((a, index): Parameters => {
    const [b = 0, c = 0] = [reference.b[index], reference.c[index]];
    return c === 0 ? { type: "2PL", a, b } : { type: "3PL", a, b, c };
  });
  const responses = reference.patterns
    .split(" ")
    .map((pattern, index) => responseOf(pattern, index));
  const estimate = (irt: object) => estimatesOf(givenAbilities(items, irt), responses);

  test("EAP is the integral, by a second look", () => {
    const made = estimate({ method: "eap" });
    expect(largestError(made.theta, reference.exact.theta)).toBeLessThan(1e-6);
    expect(largestError(made.se, reference.exact.se)).toBeLessThan(1e-6);
  });

  test("EAP without it is the sum over the grid", () => {
    const grid = { from: -6, to: 6, nodes: 121 };
    const made = estimate({ method: "eap", grid, refine: "never" });
    expect(largestError(made.theta, reference.grid121.theta)).toBeLessThan(1e-10);
    expect(largestError(made.se, reference.grid121.se)).toBeLessThan(1e-10);
  });

  test("MAP, ML and WLE", () => {
    const { map, ml, wle } = reference;
    for (const [method, theta, se] of [
      ["map", map.theta, map.se_observed],
      ["ml", ml.theta, ml.se_expected],
      ["wle", wle.theta, wle.se],
    ] as const) {
      const made = estimate({ method });
      expect(largestError(made.theta, theta)).toBeLessThan(1e-6);
      expect(largestError(made.se, se)).toBeLessThan(1e-5);
    }
  });
});

/** Infinite where one of the two is not a number and the other is. */
function largestError(
  made: ArrayLike<number>,
  expected: readonly (number | string | null)[] | undefined,
): number {
  if (expected === undefined || expected.length === 0) return Infinity;
  return expected.reduce<number>((largest, value, index) => {
    const own = made[index] ?? Infinity;
    const other = value === null ? Number.NaN : Number(value);
    if (Object.is(own, other)) return largest;
    const error = Math.abs(own - other);
    return Math.max(largest, Number.isNaN(error) ? Infinity : error);
  }, 0);
}
