/**
 * A revision made ready for scoring: what every answer code is worth, in flat
 * tables, so that the loop over responses only looks up and adds.
 *
 * @module
 */

import type { Definition, Item } from "../definition/definition.ts";
import type { Micropoints } from "../micropoints.ts";
import type { Rational } from "../numbers/rational.ts";
import type { RubricItem } from "../rules/rubric/rubric-rule.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import type { BandPlan } from "../scales/band-plan.ts";
import type { ThetaValues } from "../irt/theta-values.ts";
import type { ScaleArithmetic } from "../scales/scale-arithmetic.ts";
import type { Judge } from "../scales/judge.ts";
import type { ScaleValues } from "../scales/scale-values.ts";
import type { ThetaBandPlan, ThetaJudge } from "../scales/theta-judge.ts";

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
  /** Every item is in one part. */
  readonly parts: readonly SumPart[];
  readonly maxPoints: Micropoints;
  readonly scales: readonly ScalePlan[];
  readonly bands: readonly (Placed<BandPlan> | ThetaBandPlan)[];
  readonly gates: readonly PlannedGate[];
  /** One for each entry of the definition's `irt`; null where it has no transforms. */
  readonly thetaValues: readonly (ThetaValues | null)[];
  readonly cells: CellPlan;
  /** Items whose points people give. */
  readonly rated: readonly RatedItem[];
  /** How many times a rule has been evaluated for this plan: a measure of work. */
  evaluations: number;
}

/** Whether results depend on the attributes of responses, which are then read with them. */
export function hasNormGroups({ scales, thetaValues }: Plan): boolean {
  const ofThetas = thetaValues.some((values) => values?.hasGroups);
  return ofThetas || scales.some(({ values }) => values.hasGroups);
}

/** Whether results hold abilities. */
export function hasThetas({ definition }: Plan): boolean {
  return (definition.irt ?? []).length > 0;
}

export interface RatedItem extends Pick<PlanItem, "compiled" | "offset" | "width" | "slot"> {
  readonly item: RubricItem;
  /** Answer codes by what raters said. */
  readonly codes: Map<string, number>;
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

/** Items of one byte. */
export interface NarrowTables {
  readonly count: number;
  /** Byte of the row that holds each item. */
  readonly offsets: Int32Array;
  /** Where each item's cells begin inside a bin. */
  readonly cells: Int32Array;
}

/**
 * Items of two or four bytes. Their answer codes are first turned into level
 * codes: states keep their numbers, and 8 + i is the item's i-th distinct
 * points.
 */
export interface WideTables {
  readonly count: number;
  readonly cells: Int32Array;
  readonly memories: readonly LevelMemory[];
}

/** Some items, and what each code of theirs adds: narrow members, then wide ones. */
export interface SumTable {
  /** Byte of the row that holds each narrow member. */
  readonly offsets: Int32Array;
  /** Slot of each wide member. */
  readonly slots: Int32Array;
  /** Where each member's codes begin in `worth`: of the i-th narrow one at i << 8. */
  readonly starts: Int32Array;
  readonly worth: Float64Array;
}

/** Items that are in the same plain scales: added up once, for these and for the total. */
export interface SumPart {
  /** Indexes into the plan's scales. */
  readonly scales: readonly number[];
  /** In units of the plan. */
  readonly table: SumTable;
}

/** What is known so far of the levels of one open item's answers. */
export interface LevelMemory {
  /** Level code by (answer code - 8); 0 where not known yet. Grows up to its limit. */
  levels: Uint16Array;
  /** Codes beyond this many are evaluated again in each batch, so memory stays bounded. */
  readonly limit: number;
}

/** A band set or condition and where its verdict is read. */
export type Placed<T> = T & {
  /** Index into the verdicts of a reading of its scale; null where whole numbers decide. */
  readonly slot: number | null;
};

/** What gives a verdict: on whole numbers or readings, or on an ability. */
export type PlannedJudge =
  | Placed<{ readonly scaleIndex: number; readonly judge: Judge }>
  | ThetaJudge;

export interface PlannedGate {
  readonly id: string;
  readonly conditions: readonly PlannedJudge[];
}

export interface ScalePlan {
  readonly id: string;
  /** Indexes into the plan's items. */
  readonly members: readonly number[];
  readonly arithmetic: ScaleArithmetic;
  /** What the kernel's whole numbers are multiplied by to be stored. */
  readonly unit: number;
  readonly kernel: ScaleKernel;
  readonly values: ScaleValues;
  /**
   * Whether the value is the stored number times a constant: it is then counted
   * as it is, and no reading is needed to count it.
   */
  readonly isExact: boolean;
  /** The scale is null where fewer members were answered. */
  readonly leastAnswered: number;
  /** What one is in the scale's statistics, as p / q points. */
  readonly counted: Rational;
}

/** Flat tables of a scale's members. */
export interface ScaleKernel extends SumTable {
  /** The sum of the items' own units, whatever was answered: the plan's parts serve. */
  readonly isPlain: boolean;
  /** Whether `worth` is all that it takes: nothing depends on how many members were answered. */
  readonly isSum: boolean;
  /** `best` is the sum of the k largest; k is 1 otherwise. */
  readonly combine: "sum" | "max" | "min" | "best";
  readonly k: number;
  /** 1 where a cell is an answer. */
  readonly answered: Uint8Array;
  /** Share of each member; null where the value does not depend on it. */
  readonly shares: Float64Array | null;
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
  /** One a response, where they do not follow one another from `fromOrdinal` on. */
  readonly ordinals?: Int32Array;
  /** JSON text of each response's attributes; only where norm groups ask for them. */
  readonly attributes?: readonly (string | null)[];
}
