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
import type { SumMember, SumWord } from "./sum-plan.ts";
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
  /** The total, and the scales that are sums. */
  readonly words: readonly SumWord[];
  readonly maxPoints: Micropoints;
  readonly scales: readonly ScalePlan[];
  /** By scale: what is counted of it as a test of its own. */
  readonly tests: readonly (TestPlan | null)[];
  /** Groups that are counted by themselves, by attribute and then by value. */
  readonly groups: readonly Group[];
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

/** Whether scoring and counting go by the attributes of responses, which are then read with them. */
export function needsAttributes(plan: Plan): boolean {
  return hasNormGroups(plan) || plan.groups.length > 0;
}

/** Whether results hold abilities. */
export function hasThetas({ definition }: Plan): boolean {
  return (definition.irt ?? []).length > 0;
}

/** The responses whose attribute has a value, as text. */
export interface Group {
  readonly attribute: string;
  readonly value: string;
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
  /** The same four at a time, of those that lie side by side in a row, … */
  readonly quads: QuadPlaces;
  /** … and of the others. */
  readonly singles: NarrowPlaces;
}

export interface NarrowPlaces {
  readonly offsets: Int32Array;
  readonly cells: Int32Array;
}

export interface QuadPlaces {
  /** Byte of the row that holds the first of each four. */
  readonly offsets: Int32Array;
  /** Shape [quads, 4]. */
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
  /** Whether the plan's words hold it: it needs no pass of its own. */
  readonly isPacked: boolean;
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

/** What the codes of a scale's members add: narrow members, then wide ones. */
export interface ScaleKernel {
  /** Byte of the row that holds each narrow member. */
  readonly offsets: Int32Array;
  /** Slot of each wide member. */
  readonly slots: Int32Array;
  /** Indexes into the scale's members, in the order of these tables. */
  readonly order: Int32Array;
  /** Where each member's codes begin in `worth`: of the i-th narrow one at i << 8. */
  readonly starts: Int32Array;
  readonly worth: Float64Array;
  /** `best` is the sum of the k largest; k is 1 otherwise. */
  readonly combine: "sum" | "max" | "min" | "best";
  readonly k: number;
  /** 1 where a cell is an answer. */
  readonly answered: Uint8Array;
  /** Share of each member; null where the value does not depend on it. */
  readonly shares: Float64Array | null;
}

/** A scale as a test: the sum of its members, in its own units. */
export interface TestPlan {
  readonly least: number;
  readonly most: number;
  /** Whole numbers from least to most; null where they are too many to count one by one. */
  readonly valueCount: number | null;
  /** Narrow members, then wide ones; each is in one of the three below, too. */
  readonly members: readonly MemberCells[];
  readonly quads: readonly (readonly MemberCells[])[];
  readonly singles: readonly MemberCells[];
  readonly wide: readonly MemberCells[];
  readonly stride: number;
}

/** A member and where its cells begin. */
export interface MemberCells extends SumMember {
  readonly start: number;
}

/**
 * Where the joint counts (block, bin of the total, item, code) lie: cell
 * (block * binCount + bin) * stride + item's start + code, with
 * bin = floor((T - min) / binWidth). The second block is of responses in which
 * an item was not answered; where there is one block, it is of all.
 * All of it follows from the definition and its layout alone, so counts of any
 * two batches add.
 */
export interface CellPlan {
  readonly minUnits: number;
  readonly maxUnits: number;
  /** Units in one bin, a power of two; 1 where every total has its own bin. */
  readonly binWidth: number;
  readonly binCount: number;
  readonly blocks: 1 | 2;
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
  /** JSON text of each response's attributes; only where norm groups or groups ask for them. */
  readonly attributes?: readonly (string | null)[];
}
