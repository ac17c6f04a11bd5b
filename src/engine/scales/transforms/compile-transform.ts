/**
 * Makes a transform ready: one step for each of its groups.
 *
 * @module
 */

import type { Transform, Where } from "../../definition/transform.ts";

import { linear } from "./linear.ts";
import { lookup } from "./lookup.ts";
import type { Step } from "./measure.ts";
import { percentileRank, stanine } from "./percentile-rank.ts";
import { tScore, zScore } from "./standard-score.ts";

export interface TransformPlan {
  /** One a group; a single one where the transform is the same for all. */
  readonly steps: readonly Step[];
  /** One a group; null where the transform is the same for all. */
  readonly wheres: readonly Where[] | null;
}

export function compileTransform(transform: Transform): TransformPlan {
  const wheres = "groups" in transform ? transform.groups.map(({ where }) => where) : null;
  return { steps: stepsOf(transform), wheres };
}

function stepsOf(transform: Transform): Step[] {
  switch (transform.type) {
    case "linear":
      return forEach(transform, linear);
    case "lookup":
      return forEach(transform, lookup);
    case "z":
      return forEach(transform, zScore);
    case "t":
      return forEach(transform, tScore);
    case "stanine":
      return forEach(transform, stanine);
    case "percentile_rank":
      return forEach(transform, percentileRank);
  }
}

/** One step a group, or the one of a transform that is the same for all. */
function forEach<Fields>(
  transform: Fields | { readonly groups: readonly Fields[] },
  compile: (fields: Fields) => Step,
): Step[] {
  return isGrouped(transform) ? transform.groups.map(compile) : [compile(transform)];
}

function isGrouped<Fields>(
  transform: Fields | { readonly groups: readonly Fields[] },
): transform is { readonly groups: readonly Fields[] } {
  return typeof transform === "object" && transform !== null && "groups" in transform;
}
