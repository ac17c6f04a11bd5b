/**
 * Person fit as callers read it.
 *
 * @module
 */

import type { FitReason, ScaleFit } from "#engine/irt/fit/scale-fit.ts";
import type { Result } from "#result";
import { type FitFlag, fitFlags, scaleFlags } from "#engine/statistics/person-fit/fit-flags.ts";
import type { PatternReason, PersonFit } from "#engine/statistics/person-fit/person-fit.ts";

export interface ScaleFitView {
  /** EAP: where lz, infit and outfit are taken. */
  readonly theta: number | null;
  readonly method: "eap";
  readonly lz: number | null;
  readonly infit: number | null;
  readonly outfit: number | null;
  /** At the entry's own estimate; only where that is by ML, MAP or WLE. */
  readonly lzStar?: { readonly value: number | null; readonly method: "ml" | "map" | "wle" };
  /** Why something here is null, by its name. */
  readonly reasons?: Readonly<Record<string, FitReason>>;
  readonly flags: readonly FitFlag[];
}

export interface FitView {
  /** By scale, or "total"; empty where the definition has no `irt`. */
  readonly scales: Readonly<Record<string, ScaleFitView>>;
  readonly guttmanErrors: number | null;
  readonly guttmanNormed: number | null;
  readonly longestRun: number | null;
  readonly longestRunShare: number | null;
  readonly reasons?: Readonly<Record<string, PatternReason>>;
  /** Those of the scales too. */
  readonly flags: readonly FitFlag[];
}

export function fitView(fit: PersonFit): FitView {
  const { guttmanErrors, guttmanNormed, longestRun } = fit;
  return {
    scales: Object.fromEntries(fit.scales.map((scale) => [scale.scale, scaleFitView(scale)])),
    guttmanErrors: valueOf(guttmanErrors),
    guttmanNormed: valueOf(guttmanNormed),
    longestRun: longestRun.ok ? longestRun.value.length : null,
    longestRunShare: longestRun.ok ? longestRun.value.share : null,
    ...reasonsOf({ guttmanErrors, guttmanNormed, longestRun }),
    flags: fitFlags(fit),
  };
}

function scaleFitView(fit: ScaleFit): ScaleFitView {
  const { theta, lz, infit, outfit, lzStar } = fit;
  const star = lzStar === null ? {} : { lzStar: lzStar.value };
  return {
    theta: valueOf(theta),
    method: "eap",
    lz: valueOf(lz),
    infit: valueOf(infit),
    outfit: valueOf(outfit),
    ...(lzStar === null ? {} : { lzStar: { value: valueOf(lzStar.value), method: lzStar.method } }),
    ...reasonsOf({ theta, lz, infit, outfit, ...star }),
    flags: scaleFlags(fit),
  };
}

function valueOf(statistic: Result<number, string>): number | null {
  return statistic.ok ? statistic.value : null;
}

function reasonsOf<Reason extends string>(
  statistics: Readonly<Record<string, Result<unknown, Reason>>>,
): { readonly reasons?: Readonly<Record<string, Reason>> } {
  const reasons = Object.entries(statistics).flatMap(([name, statistic]) => {
    return statistic.ok ? [] : [[name, statistic.error] as const];
  });
  return reasons.length === 0 ? {} : { reasons: Object.fromEntries(reasons) };
}
