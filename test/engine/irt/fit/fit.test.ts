/** Person fit against what it means, and where it is undefined. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import type { Irt } from "#engine/definition/irt.ts";
import type { GivenAnswers } from "#engine/irt/fit/given-answers.ts";
import { infit } from "#engine/irt/fit/infit.ts";
import { lz } from "#engine/irt/fit/lz.ts";
import { lzStar } from "#engine/irt/fit/lz-star.ts";
import { priorSlope, type SlopeMethod } from "#engine/irt/fit/prior-slope.ts";
import { outfit } from "#engine/irt/fit/outfit.ts";
import { residualsOf } from "#engine/irt/fit/residuals.ts";
import type { ScaleFit } from "#engine/irt/fit/scale-fit.ts";

import { responseLikelihood } from "#engine/irt/response-likelihood.ts";

import { must } from "../../../support/must.ts";
import { givenForm } from "../../scoring/encoded-batch.ts";
import {
  estimatesOf,
  givenAbilities,
  modelsOf,
  type Parameters,
  responseOf,
} from "../given-abilities.ts";
import { fitsOf } from "./given-fit.ts";

const ordered: Parameters[] = [
  { type: "GRM", a: 1.4, b: [-1, 0.2, 1.1] },
  { type: "GPCM", a: 0.8, b: [-0.4, 0.9] },
  { type: "3PL", a: 1.7, b: 0.3, c: 0.2 },
];
const mixed: Parameters[] = [...ordered, { type: "NRM", a: [0, 0.4, 1.3], c: [0, 0.5, -0.2] }];
const dichotomous: Parameters[] = [-1.2, -0.3, 0.4, 1.5].map((b) => ({ type: "2PL", a: 1.1, b }));

/** Every way to answer, and how likely each is. */
function allAnswers(parameters: readonly Parameters[], theta: number) {
  const models = modelsOf(parameters);
  let patterns: { digits: number[]; log: number }[] = [{ digits: [], log: 0 }];
  for (const model of models) {
    const logs = new Float64Array(model.categoryCount);
    model.logProbabilities(theta, logs);
    patterns = patterns.flatMap(({ digits, log }) =>
      Array.from(logs, (own, k) => ({ digits: [...digits, k + 1], log: log + own })),
    );
  }
  return patterns.map(({ digits, log }) => {
    return { given: { models, digits: Uint8Array.from(digits) }, log, chance: Math.exp(log) };
  });
}

describe("over all ways to answer", () => {
  test.each([-2.5, 0, 0.7, 3])("lz has mean 0 and variance 1 at θ = %d", (theta) => {
    const all = allAnswers(mixed, theta);
    const expected = all.reduce((sum, { chance, log }) => sum + chance * log, 0);
    const variance = all.reduce((sum, { chance, log }) => sum + chance * (log - expected) ** 2, 0);
    for (const { given, log } of all) {
      expect(must(lz(given, theta))).toBeCloseTo((log - expected) / Math.sqrt(variance), 9);
    }
  });

  test.each([-2.5, 0, 3])("infit and outfit have mean 1 at θ = %d", (theta) => {
    const all = allAnswers(ordered, theta);
    const mean = (statistic: typeof infit) =>
      all.reduce((sum, { chance, given }) => {
        return sum + chance * must(statistic(residualsOf(given, theta)));
      }, 0);
    expect(mean(infit)).toBeCloseTo(1, 9);
    expect(mean(outfit)).toBeCloseTo(1, 9);
  });
});

describe("undefined", () => {
  const given = (parameters: readonly Parameters[], ...digits: number[]): GivenAnswers => {
    return { models: modelsOf(parameters), digits: Uint8Array.from(digits) };
  };

  test("where nothing was answered", () => {
    const nothing = given(dichotomous, 0, 0, 0, 0);
    const reason = { ok: false, error: "nothing_answered" } as const;
    expect(lz(nothing, 0)).toEqual(reason);
    expect(lzStar(nothing, 0, 0)).toEqual(reason);
    expect(infit(residualsOf(nothing, 0))).toEqual(reason);
    expect(outfit(residualsOf(nothing, 0))).toEqual(reason);
  });

  test("lz where right and wrong are equally likely, but for rounding", () => {
    const [item] = modelsOf([{ type: "2PL", a: 1.3, b: 0.1 }]);
    const halves = { models: [item, item, item] as never, digits: Uint8Array.of(1, 2, 2) };
    const reason = { ok: false, error: "no_variance" } as const;
    expect(lz(halves, 0.1)).toEqual(reason);
    expect(lz(halves, 0.1 + 2e-16)).toEqual(reason);
    expect(must(lz(halves, 0.2))).toBeFinite();
    expect(infit(residualsOf(halves, 0.1))).toEqual({ ok: true, value: 1 });
  });

  test("lz* of one item, of equal items and of items with more than two categories", () => {
    const reason = { ok: false, error: "no_variance" } as const;
    const [item] = dichotomous as [Parameters];
    expect(lzStar(given([item], 2), 0.4, 0.1)).toEqual(reason);
    expect(lzStar(given([item, item, item], 2, 1, 2), -0.7, 0)).toEqual(reason);
    expect(lzStar(given(mixed, 1, 1, 1, 1), 0, 0)).toEqual({ ok: false, error: "not_dichotomous" });
    // Only what was answered has to be dichotomous.
    expect(
      must(lzStar(given([...dichotomous, ...mixed], 1, 2, 1, 2, 0, 0, 0, 0), 0, 0)),
    ).toBeFinite();
  });

  test("mean squares where every answer is certain in a double", () => {
    const certain = [{ type: "2PL", a: 100, b: 0 }];
    expect(outfit(residualsOf(given(certain, 2), 20))).toEqual({ ok: true, value: 0 });
    expect(outfit(residualsOf(given(certain, 1), 20))).toEqual({ ok: false, error: "no_variance" });
    expect(infit(residualsOf(given(certain, 2), 20))).toEqual({ ok: false, error: "no_variance" });
    expect(lz(given(certain, 1), 20)).toEqual({ ok: false, error: "no_variance" });
  });

  test("infit and outfit where an answer is nominal", () => {
    const form = givenAbilities(mixed, { method: "eap" });
    const [all, some] = fitsOf(form, ["1211", "121."].map(responseOf));
    expect(all?.lz.ok).toBe(true);
    expect([all?.infit, all?.outfit]).toEqual([
      { ok: false, error: "no_category_order" },
      { ok: false, error: "no_category_order" },
    ]);
    expect([some?.infit.ok, some?.outfit.ok]).toEqual([true, true]);
  });
});

test("what an estimate adds to the likelihood's slope leaves none of it", () => {
  const guessing = dichotomous.map((own): Parameters => ({ ...own, type: "3PL", c: 0.2 }));
  const models = modelsOf(guessing);
  const likelihood = responseLikelihood(models);
  const prior = { mean: 0.4, sd: 0.8 };
  const entries: (Pick<Irt, "prior" | "wle"> & { method: SlopeMethod })[] = [
    { method: "ml" },
    { method: "map", prior },
    { method: "wle" },
    { method: "wle", wle: "jeffreys" },
  ];
  const patterns = ["1100", "1010", "1101"];
  const slopes = entries.map((irt) => {
    const { theta } = estimatesOf(givenAbilities(guessing, irt), patterns.map(responseOf));
    return patterns.map((pattern, index) => {
      const digits = Uint8Array.from(pattern, (digit) => Number(digit) + 1);
      const at = theta[index] as number;
      likelihood.moveTo(digits, at);
      const added = priorSlope(irt, irt.method, { models, digits }, at);
      expect(likelihood.slope + added).toBeCloseTo(0, 6);
      return added;
    });
  });
  // The two weights of WLE differ where there is guessing.
  expect(slopes[2]?.[0]).not.toBeCloseTo(slopes[3]?.[0] as number, 2);
});

describe("the answers that count", () => {
  const entry = { method: "eap", refine: "never" };

  test("an item left out is as one that the form does not have", () => {
    const pattern = fc.tuple(
      ...mixed.map(({ type }) => {
        return type === "3PL"
          ? fc.constantFrom("0", "1", ".")
          : fc.constantFrom("0", "1", "2", ".");
      }),
    );
    const whole = givenAbilities(mixed, entry);
    fc.assert(
      fc.property(pattern, (digits) => {
        const kept = [...digits.keys()].filter((place) => digits[place] !== ".");
        fc.pre(kept.length > 0);
        const parameters = kept.map((place) => mixed[place] as Parameters);
        const answers = kept.map((place) => digits[place]).join("");
        const wanted = valuesOf(fitsOf(givenAbilities(parameters, entry), [responseOf(answers)]));
        expect(valuesOf(fitsOf(whole, [responseOf(digits.join(""))]))).toEqual(
          wanted.map((value) => (typeof value === "number" ? expect.closeTo(value, 9) : value)),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("fit is at the EAP, however the entry estimates", () => {
    const responses = ["0110", "1010", "1111", "01.0"].map(responseOf);
    const at = (irt: object) =>
      fitsOf(givenAbilities(dichotomous, irt), responses).map((fit) => ({ ...fit, lzStar: null }));
    const atEap = at({ method: "eap" });
    for (const method of ["map", "ml", "wle", "eapsum"]) expect(at({ method })).toEqual(atEap);
    expect(atEap.every((fit) => fit.lz.ok)).toBe(true);
    const prior = { mean: 1, sd: 0.5 };
    expect(at({ method: "map", prior })).toEqual(at({ method: "eap", prior }));
    expect(at({ method: "map", prior })).not.toEqual(atEap);
  });

  test("an omitted item is of the lowest category where the entry says so", () => {
    const of = (omitted: string, pattern: string) =>
      fitsOf(givenAbilities(dichotomous, { method: "eap", omitted }), [responseOf(pattern)]);
    expect(of("lowest", "1.1.")).toEqual(of("missing", "1010"));
    expect(of("missing", "1.1.")).not.toEqual(of("missing", "1010"));
  });

  test("an estimate at an end of its clamp has no lz*", () => {
    const clamp = { min: -3, max: 3 };
    const form = givenAbilities(dichotomous, { method: "ml", clamp });
    const [atEnd, inside] = fitsOf(form, ["1111", "0110"].map(responseOf));
    expect(atEnd?.lzStar?.value).toEqual({ ok: false, error: "clamped" });
    expect(inside?.lzStar?.value.ok).toBe(true);
  });

  test("what waits for ratings waits for fit", () => {
    const levels = [0, 1].map((points) => ({ id: `l${points}`, points }));
    const form = givenForm({
      items: [
        { id: "q0", type: "rating", min: 0, max: 1 },
        { id: "essay", type: "rubric", criteria: [{ id: "c", levels }] },
      ],
      irt: [
        {
          scale: "total",
          D: 1,
          omitted: "missing",
          method: "map",
          items: ["q0", "essay"].map((id) => ({ id, model: "2PL", a: 1, b: 0 })),
        },
      ],
    });
    const reason = { ok: false, error: "ratings_pending" } as const;
    const responses = [{ candidate: "c", answers: { q0: 1, essay: "text" } }];
    expect(fitsOf(form, responses)).toEqual([
      {
        scale: "total",
        theta: reason,
        lz: reason,
        infit: reason,
        outfit: reason,
        lzStar: { method: "map", value: reason },
      },
    ]);
  });

  test("3,000 items", () => {
    const many = Array.from({ length: 3_000 }, (_, item): Parameters => {
      return { type: "2PL", a: 1, b: (item % 61) / 10 - 3 };
    });
    const asExpected = many.map(({ b }, item) => (Number(b) < (item % 7) - 3 ? "1" : "0")).join("");
    const [fit] = fitsOf(givenAbilities(many, { method: "eap" }), [responseOf(asExpected)]);
    expect(must(fit?.lz ?? { ok: false, error: "none" })).toBeFinite();
    expect(must(fit?.outfit ?? { ok: false, error: "none" })).toBeFinite();
  });
});

function valuesOf(fits: readonly ScaleFit[]): (number | string)[] {
  return fits
    .flatMap(({ theta, lz: own, infit: near, outfit: far }) => [theta, own, near, far])
    .map((fit) => (fit.ok ? fit.value : fit.error));
}
