/**
 * Abilities at the cuts of a set, and the methods of Lee and Rudner there.
 *
 * @module
 */

import { err, ok } from "#result";

import { testInformation } from "../../irt/test-information.ts";
import { informationSem } from "./conditional-sem.ts";
import { leeClassification, type ScoreClassification } from "./lee.ts";
import type { ItemModel } from "../../irt/item-model.ts";
import type { Outcome } from "./outcome.ts";
import type { CutPlace, CutSetPlan } from "./plan-cuts.ts";
import { type Classification, type RudnerClassification, rudnerClassification } from "./rudner.ts";
import type { RudnerCount } from "./rudner-count.ts";
import { scoreNodes } from "./score-nodes.ts";
import { categoriesAt, type TestCurve, thetasAt } from "./test-curve.ts";

/** One outcome a cut, and that of all categories between the cuts. */
export interface Classified<T> {
  readonly cuts: readonly Outcome<T>[];
  readonly simultaneous: Outcome<T>;
}

interface PlacedCuts {
  readonly curve: TestCurve;
  readonly places: readonly CutPlace[];
}

function placedCuts({ curve, cuts, isBeyond }: CutSetPlan): Outcome<PlacedCuts> {
  if (!curve.ok) return curve;
  if (isBeyond) return err("too_many_cuts");
  const places = cuts.flatMap(({ place }) => (place === null ? [] : [place]));
  return places.length < cuts.length ? err("transformed") : ok({ curve: curve.value, places });
}

/** The ability at which each cut is expected. */
export function thetasOfCuts(set: CutSetPlan): Outcome<number>[] {
  const placed = placedCuts(set);
  if (!placed.ok) return set.cuts.map(() => placed);
  const { curve, places } = placed.value;
  return thetasAt(
    curve,
    places.map(({ whole }) => whole),
  );
}

/** 1 / √I(θ) of all items. */
export function thetaSe(models: readonly ItemModel[], theta: Outcome<number>): Outcome<number> {
  if (!theta.ok) return theta;
  const se = informationSem(testInformation(models, theta.value).test);
  return se === null ? err("no_information") : ok(se);
}

export function classifyByScores(set: CutSetPlan): Classified<ScoreClassification> {
  const placed = placedCuts(set);
  if (!placed.ok) return { cuts: set.cuts.map(() => placed), simultaneous: placed };
  const { curve, places } = placed.value;
  const nodes = scoreNodes(curve);
  if (nodes === null) {
    const failed = err("too_many_categories" as const);
    return { cuts: set.cuts.map(() => failed), simultaneous: failed };
  }
  const cuts = places.map(({ whole }) => categoriesAt(curve, whole));
  const rising = risingOf(cuts);
  const found = leeClassification(nodes, rising);
  return {
    cuts: cuts.map((cut) => ok(found.cuts[rising.indexOf(cut)] as ScoreClassification)),
    simultaneous: ok(found.simultaneous),
  };
}

/**
 * @param thetas Abilities of the cuts.
 * @param count null where it was not asked for.
 */
export function classifyByAbilities(
  thetas: readonly Outcome<number>[],
  count: RudnerCount | null,
): Classified<Classification> {
  const known = thetas.find((theta) => theta.ok);
  const [missing] = thetas;
  if (known === undefined && missing?.ok === false)
    return { cuts: [...thetas].map(() => missing), simultaneous: missing };
  const found = rudnerOf(count);
  return {
    cuts: thetas.map((theta) => {
      if (!theta.ok) return theta;
      if (!found.ok) return found;
      const { accuracy, consistency } = found.value.cuts[
        count?.sums.cuts.indexOf(theta.value) ?? -1
      ] as Classification;
      return ok({ accuracy, consistency });
    }),
    simultaneous: found.ok ? ok(found.value.simultaneous) : found,
  };
}

function rudnerOf(count: RudnerCount | null): Outcome<RudnerClassification> {
  if (count === null) return err("not_asked");
  return count.isBeyond ? err("too_many_cuts") : rudnerClassification(count.sums);
}

/** Distinct cuts, ascending: those of a definition may come together on another scale. */
export function risingOf(cuts: readonly number[]): number[] {
  return [...new Set(cuts)].toSorted((a, b) => a - b);
}
