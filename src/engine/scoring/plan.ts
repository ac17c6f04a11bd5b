/**
 * A revision made ready for scoring: what every answer code is worth, in flat
 * tables, so that the loop over responses only looks up and adds.
 *
 * @module
 */

import type { Definition, Item } from "../definition/definition.ts";
import type { Micropoints } from "../micropoints.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import type { BandPlan } from "../scales/band-plan.ts";

/**
 * Points inside a plan are counted in units: the greatest whole number of
 * micropoints that every table of the form is a multiple of. Sums of units are
 * small whole numbers, exact in a double.
 */
export interface Plan {
  readonly definition: Definition;
  /** Bytes of a response under the layout that the plan was compiled for. */
  readonly rowLength: number;
  readonly items: readonly PlanItem[];
  /** Micropoints in one unit. */
  readonly unit: number;
  readonly narrow: NarrowTables;
  readonly wide: WideTables;
  readonly maxPoints: Micropoints;
  readonly scales: readonly ScalePlan[];
  readonly bands: readonly BandPlan[];
  readonly cells: CellPlan;
  /** How many times a rule has been evaluated for this plan: a measure of work. */
  evaluations: number;
}

export interface PlanItem {
  readonly item: Item;
  readonly compiled: CompiledItem;
  /** Index into the layout's columns. */
  readonly column: number;
  readonly offset: number;
  readonly width: 1 | 2 | 4;
  /** Index into the narrow or the wide tables, whichever the width says. */
  readonly slot: number;
  /** Units by cell code: the answer code of a narrow item, the level code of a wide one. NaN where unreadable. */
  readonly units: Float64Array;
}

/** Items of one byte. Entry (slot << 8 | code) of `units` is what the code is worth. */
export interface NarrowTables {
  readonly count: number;
  /** Byte of the row that holds each item. */
  readonly offsets: Int32Array;
  readonly units: Float64Array;
  /** Where each item's cells begin inside a bin. */
  readonly cells: Int32Array;
}

/**
 * Items of two or four bytes. Their answer codes are first turned into level
 * codes: states keep their numbers, and 8 + i is the item's i-th distinct
 * points. Entry (start[slot] + level code) of `units` is what the level is worth.
 */
export interface WideTables {
  readonly count: number;
  readonly starts: Int32Array;
  readonly units: Float64Array;
  readonly cells: Int32Array;
  readonly memories: readonly LevelMemory[];
}

/** What is known so far of the levels of one open item's answers. */
export interface LevelMemory {
  /** Level code by (answer code - 8); 0 where not known yet. Grows up to its limit. */
  levels: Uint16Array;
  /** Codes beyond this many are evaluated again in each batch, so memory stays bounded. */
  readonly limit: number;
}

export interface ScalePlan {
  readonly id: string;
  /** Indexes into the plan's items. */
  readonly members: readonly number[];
  readonly maxPoints: Micropoints;
  /** The scale is null when a member was not answered. */
  readonly nullIfAny: boolean;
  /** The scale is null when no member was answered. */
  readonly nullIfNone: boolean;
  readonly minUnits: number;
  readonly maxUnits: number;
}

/**
 * Where the joint counts (bin of the total, item, code) lie: cell
 * bin * stride + item's start + code, with bin = floor((T - min) / binWidth).
 * All of it follows from the definition and its layout alone, so counts of any
 * two batches add.
 */
export interface CellPlan {
  readonly minUnits: number;
  readonly maxUnits: number;
  /** Units in one bin, a power of two; 1 where every total has its own bin. */
  readonly binWidth: number;
  readonly binCount: number;
  readonly stride: number;
  /** Where each plan item's cells begin inside a bin. */
  readonly starts: Int32Array;
}

/** Responses as they are stored: fixed-width rows of answer codes. */
export interface ResponseBatch {
  readonly count: number;
  /** Shape [count, plan.rowLength]. */
  readonly rows: Uint8Array;
  /** Whether some item of some row may not have been presented. */
  readonly hasGaps: boolean;
  readonly fromOrdinal: number;
}
