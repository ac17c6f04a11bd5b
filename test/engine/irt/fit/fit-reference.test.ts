/** Person fit against values made with other software. */

import { describe, expect, test } from "bun:test";

import type { Fit } from "#engine/irt/fit/scale-fit.ts";
import { infit } from "#engine/irt/fit/infit.ts";
import { lz } from "#engine/irt/fit/lz.ts";
import { outfit } from "#engine/irt/fit/outfit.ts";
import { residualsOf } from "#engine/irt/fit/residuals.ts";
import { guttmanErrors } from "#engine/statistics/person-fit/guttman-errors.ts";

import { must } from "../../../support/must.ts";
import {
  givenAbilities,
  modelsOf,
  type Parameters,
  readReference,
  responseOf,
} from "../given-abilities.ts";
import { fitsOf } from "./given-fit.ts";

interface FitReference {
  readonly items: readonly Parameters[];
  readonly patterns: string;
  readonly at_eap: At;
  readonly at_ml: At;
  readonly at_wle: At;
  readonly at_map: At;
  readonly guttman_errors: readonly number[];
}

/** Null where the estimate is infinite. */
interface At {
  readonly theta: readonly (number | null)[];
  readonly lz: readonly (number | null)[];
  readonly lz_star?: readonly (number | null)[];
  readonly infit?: readonly (number | null)[];
  readonly outfit?: readonly (number | null)[];
}

const reference = readReference<FitReference>("personfit-lsat7");
const patterns = reference.patterns.split(" ");
const responses = patterns.map(responseOf);
const grid = { from: -6, to: 6, nodes: 121 };

describe("personfit-lsat7", () => {
  test("lz, infit and outfit at the EAP", () => {
    const form = givenAbilities(reference.items, { method: "eap", grid, refine: "never" });
    const fits = fitsOf(form, responses);
    const { at_eap: at } = reference;
    expectClose(
      fits.map(({ theta }) => theta),
      at.theta,
      9,
    );
    expectClose(
      fits.map((fit) => fit.lz),
      at.lz,
      9,
    );
    expectClose(
      fits.map((fit) => fit.infit),
      at.infit,
      9,
    );
    expectClose(
      fits.map((fit) => fit.outfit),
      at.outfit,
      9,
    );
  });

  test.each(["at_ml", "at_wle", "at_map"] as const)("lz and mean squares %s", (name) => {
    const models = modelsOf(reference.items);
    const { theta, ...at } = reference[name];
    const given = patterns.map((pattern) => {
      return { models, digits: Uint8Array.from(pattern, (digit) => Number(digit) + 1) };
    });
    const fits = given.flatMap((own, index) => {
      const there = theta[index] ?? null;
      if (there === null) return [];
      const residuals = residualsOf(own, there);
      const wanted = [at.lz, at.infit, at.outfit].map((values) => values?.[index]);
      return [[[lz(own, there), infit(residuals), outfit(residuals)], wanted] as const];
    });
    expect(fits.length).toBeGreaterThan(29);
    for (const [made, wanted] of fits) {
      for (const [place, value] of wanted.entries()) {
        if (value !== undefined) expect(must(made[place] as Fit)).toBeCloseTo(value as number, 9);
      }
    }
  });

  test.each(["ml", "wle", "map"] as const)("lz* at the estimate by %s", (method) => {
    const fits = fitsOf(givenAbilities(reference.items, { method }), responses);
    expect(fits.map(({ lzStar }) => lzStar?.method)).toEqual(patterns.map(() => method));
    const made = fits.map(({ lzStar }) => lzStar?.value as Fit);
    expectClose(made, reference[`at_${method}`].lz_star, 6);
  });

  test("an infinite estimate has no lz*, and its EAP has everything else", () => {
    const fits = fitsOf(
      givenAbilities(reference.items, { method: "ml" }),
      ["00000", "11111"].map(responseOf),
    );
    expect(fits.map(({ lzStar }) => lzStar?.value)).toEqual([
      { ok: false, error: "no_maximum_below" },
      { ok: false, error: "no_maximum_above" },
    ]);
    expect(fits.map((fit) => [fit.lz.ok, fit.infit.ok, fit.outfit.ok])).toEqual([
      [true, true, true],
      [true, true, true],
    ]);
  });

  test("Guttman errors where all items are equally difficult", () => {
    const made = patterns.map((pattern) => {
      return must(guttmanErrors(Array.from(pattern, (digit) => digit === "1")));
    });
    expect(made).toEqual([...reference.guttman_errors]);
  });
});

/** Null in the reference is null here. */
function expectClose(
  made: readonly Fit[],
  wanted: readonly (number | null)[] | undefined,
  digits: number,
): void {
  expect(wanted).toHaveLength(made.length);
  expect(made.map((fit) => (fit.ok ? fit.value : null))).toEqual(
    (wanted ?? []).map((value) => (value === null ? null : expect.closeTo(value, digits))),
  );
}
