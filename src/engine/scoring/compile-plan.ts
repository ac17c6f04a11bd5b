/**
 * Turns a definition and the layout of its stored answers into a plan.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { AnswerCode } from "../answers/answer-code.ts";
import type { Layout } from "../answers/layout.ts";
import type { Definition } from "../definition/definition.ts";
import { thetaValues } from "../irt/theta-values.ts";
import type { Micropoints } from "../micropoints.ts";
import { compileItem } from "../rules/compile-item.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import { type CellFault, planCells } from "./plan-cells.ts";
import { planScales } from "./plan-scales.ts";
import { planTests } from "./plan-tests.ts";
import { quadsOf } from "./quads.ts";
import { planWords } from "./plan-words.ts";
import type {
  Group,
  NarrowPlaces,
  NarrowTables,
  Plan,
  PlanItem,
  RatedItem,
  WideTables,
} from "./plan.ts";
import { unitsByCode } from "./units-by-code.ts";

export type PlanFault = CellFault;

export interface PlanOptions {
  /** Answer codes of open items remembered in all; beyond it they are evaluated again in each batch. */
  readonly rememberedCodes?: number;
}

/** Two bytes each. */
const REMEMBERED_CODES = 1 << 22;

/**
 * @param layout Has a column for every item of the definition.
 * @returns The plan; or why the form has too many or too far-spread points to count.
 */
export function compilePlan(
  definition: Definition,
  layout: Layout,
  options: PlanOptions = {},
): Result<Plan, PlanFault> {
  const compiled = definition.items.map(compileItem);
  const unit = unitOf(compiled);
  const items = planItems(definition, layout, compiled, unit);
  const groups = groupsOf(definition);
  const cells = planCells(items, compiled, { unit, tallies: 1 + groups.length });
  if (!cells.ok) return err(cells.error);

  const planned = planScales({ definition, items, unit });
  return ok({
    definition,
    rowLength: layout.rowLength,
    items,
    unit,
    narrow: narrowTables(items, cells.value.starts),
    wide: wideTables(items, cells.value.starts, options.rememberedCodes ?? REMEMBERED_CODES),
    maxPoints: sum(compiled.map((item) => item.maxPoints)),
    ...planned,
    words: planWords(items, planned.scales),
    tests: planTests(items, planned.scales, 1 + groups.length),
    thetaValues: (definition.irt ?? []).map(({ transform }) =>
      transform === undefined ? null : thetaValues(transform),
    ),
    cells: cells.value,
    groups,
    rated: items.flatMap(ratedItem),
    evaluations: sum(items.map(evaluationsOf)),
  });
}

function groupsOf({ groupBy = [] }: Definition): Group[] {
  return groupBy.flatMap(({ attribute, values }) => values.map((value) => ({ attribute, value })));
}

/** The greatest common divisor of all points that any item can give. */
function unitOf(compiled: readonly CompiledItem[]): Micropoints {
  let unit = 0;
  for (const item of compiled) {
    unit = gcd(unit, Math.abs(item.blank));
    for (const level of item.levels) unit = gcd(unit, Math.abs(level));
  }
  return unit === 0 ? 1 : unit;
}

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function planItems(
  definition: Definition,
  layout: Layout,
  compiled: readonly CompiledItem[],
  unit: number,
): PlanItem[] {
  const columns = new Map(layout.columns.map((column, index) => [column.item, index]));
  let narrowCount = 0;
  let wideCount = 0;
  return definition.items.map((item, index) => {
    const columnIndex = columns.get(item.id);
    const column = columnIndex === undefined ? undefined : layout.columns[columnIndex];
    const rule = compiled[index];
    if (columnIndex === undefined || column === undefined || rule === undefined) {
      throw new RangeError(`the layout has no column for item ${item.id}`);
    }
    const { offset, width } = column;
    const slot = width === 1 ? narrowCount++ : wideCount++;
    const units = unitsByCode(item, rule, column, { unit, definition });
    return { item, compiled: rule, column: columnIndex, offset, width, slot, units };
  });
}

function ratedItem({ item, compiled, offset, width, slot }: PlanItem): RatedItem[] {
  if (item.type !== "rubric") return [];
  return [{ item, compiled, offset, width, slot, codes: new Map() }];
}

function narrowTables(items: readonly PlanItem[], starts: Int32Array): NarrowTables {
  const count = items.filter((item) => item.width === 1).length;
  const offsets = new Int32Array(count);
  const cells = new Int32Array(count);
  for (const [index, item] of items.entries()) {
    if (item.width !== 1) continue;
    offsets[item.slot] = item.offset;
    cells[item.slot] = starts[index] as number;
  }
  return { count, offsets, cells, ...inFours({ offsets, cells }) };
}

function inFours({ offsets, cells }: NarrowPlaces): Pick<NarrowTables, "quads" | "singles"> {
  const slots = [...offsets.keys()];
  const quads = quadsOf(slots, (slot) => ({ offset: offsets[slot] as number, codes: 1 }));
  const inQuads = new Set(quads.flat());
  const places = (own: readonly number[]) => ({
    offsets: Int32Array.from(own, (slot) => offsets[slot] as number),
    cells: Int32Array.from(own, (slot) => cells[slot] as number),
  });
  const four = places(quads.flat());
  return {
    quads: { offsets: four.offsets.filter((_, place) => place % 4 === 0), cells: four.cells },
    singles: places(slots.filter((slot) => !inQuads.has(slot))),
  };
}

function wideTables(items: readonly PlanItem[], cellStarts: Int32Array, limit: number): WideTables {
  const wide = items.filter((item) => item.width !== 1);
  const cells = new Int32Array(wide.length);
  for (const [index, item] of items.entries()) {
    if (item.width !== 1) cells[item.slot] = cellStarts[index] as number;
  }
  const limitEach = Math.floor(limit / Math.max(1, wide.length));
  const memories = wide.map(() => ({ levels: new Uint16Array(0), limit: limitEach }));
  return { count: wide.length, cells, memories };
}

/** A narrow item's answers are evaluated as its table is made. */
function evaluationsOf({ width, units }: PlanItem): number {
  if (width !== 1) return 0;
  return units.subarray(AnswerCode.firstAnswer).filter((value) => !Number.isNaN(value)).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
