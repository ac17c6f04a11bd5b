/**
 * Where the abilities of an entry can lie, from the definition alone.
 *
 * @module
 */

import type { Irt } from "../definition/irt.ts";
import { PRIOR_REACH } from "./estimates/maximum-a-posteriori.ts";
import { gridOf, priorOf } from "./estimator-of.ts";

export interface ThetaRange {
  /** No estimate is outside of these. */
  readonly least: number;
  readonly most: number;
  /** Where the method begins to look: hardly any estimate is below. */
  readonly floor: number;
}

/** Without a clamp, maximum and weighted likelihood may rise to an end: theta is infinite there. */
export function thetaRange(irt: Irt): ThetaRange {
  const { method, clamp, refine } = irt;
  if (clamp !== undefined) return { least: clamp.min, most: clamp.max, floor: clamp.min };
  const open = { least: -Infinity, most: Infinity };
  if (method === "ml" || method === "wle") return { ...open, floor: -Infinity };
  const { mean, sd } = priorOf(irt);
  if (method === "map") return { ...open, floor: mean - PRIOR_REACH * sd };
  const { nodes } = gridOf(irt);
  const [least = 0, most = 0] = [nodes.at(0), nodes.at(-1)];
  // A second look at a response follows its mode, wherever that lies.
  if (method === "eap" && refine !== "never") return { ...open, floor: least };
  return { least, most, floor: least };
}
