/**
 * Gives every item of a new definition its column, for ever.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { Definition, Item } from "../definition/definition.ts";

import type { Column, Layout, LayoutStep } from "./layout.ts";
import { singleChoiceAnswers } from "./single-choice-answers.ts";

/** Why an item cannot go on in its column. */
export interface LayoutFault {
  readonly code: "item_needs_new_id";
  /** Where in the definition, such as `items.3`. */
  readonly path: string;
  readonly item: string;
  readonly reason: "type_changed" | "width_outgrown";
  readonly message: string;
}

/** Answers that a one-byte column can number; the codes above stay free. */
const NARROW_ANSWERS = 240;
/** Sets of this many options number 2^15, which two bytes hold whatever the order they are sent in. */
const NARROW_SET_OPTIONS = 15;

/**
 * The layout that also fits a new definition. Columns are only ever appended;
 * those of dropped items stay.
 *
 * @param layout The layout so far, or null for the first definition.
 * @param nextOrdinal The first ordinal that will be stored under the new layout.
 * @returns The same layout where nothing changed; or every item that needs a new id.
 */
export function extendLayout(
  layout: Layout | null,
  definition: Definition,
  nextOrdinal: number,
): Result<Layout, readonly LayoutFault[]> {
  const before = layout ?? EMPTY;
  const indexes = new Map(before.columns.map((column, index) => [column.item, index]));
  const columns = [...before.columns];
  const faults: LayoutFault[] = [];
  let { rowLength } = before;

  for (const [position, item] of definition.items.entries()) {
    const index = indexes.get(item.id) ?? columns.length;
    const present = columns[index];
    const column = present === undefined ? newColumn(item, rowLength) : grown(present, item);
    if ("reason" in column) {
      faults.push(faultOf(item, position, column.reason));
      continue;
    }
    if (present === undefined) rowLength += column.width;
    columns[index] = column;
  }

  if (faults.length > 0) return err(faults);
  if (columns.every((column, index) => column === before.columns[index])) return ok(before);
  const steps = stepsTo(before.steps, { fromOrdinal: nextOrdinal, rowLength });
  return ok({ version: before.version + 1, columns, rowLength, steps });
}

const EMPTY: Layout = { version: 0, columns: [], rowLength: 0, steps: [] };

function newColumn(item: Item, offset: number): Column {
  const width = widthOf(item);
  const answers = width === 1 ? narrowAnswers(item) : [];
  return { item: item.id, type: item.type, width, offset, answers };
}

function widthOf(item: Item): 1 | 2 | 4 {
  if (item.type === "single_choice") return item.options.length <= NARROW_ANSWERS ? 1 : 4;
  if (item.type === "rating") {
    return "values" in item || item.max - item.min < NARROW_ANSWERS ? 1 : 4;
  }
  if (item.type === "multiple_choice") return item.options.length <= NARROW_SET_OPTIONS ? 2 : 4;
  return 4;
}

/** JSON text of every answer that a one-byte item can take. */
function narrowAnswers(item: Item): string[] {
  if (item.type === "single_choice") return singleChoiceAnswers(item);
  if (item.type !== "rating") return [];
  if ("values" in item) return Object.keys(item.values).map((label) => JSON.stringify(label));
  return Array.from({ length: item.max - item.min + 1 }, (_, step) => String(item.min + step));
}

/** The column with the item's new answers appended, the column itself where there are none. */
function grown(column: Column, item: Item): Column | { readonly reason: LayoutFault["reason"] } {
  if (column.type !== item.type) return { reason: "type_changed" };
  if (widthOf(item) > column.width) return { reason: "width_outgrown" };
  if (column.width !== 1) return column;

  const known = new Set(column.answers);
  const added = narrowAnswers(item).filter((text) => !known.has(text));
  if (added.length === 0) return column;
  if (known.size + added.length > NARROW_ANSWERS) return { reason: "width_outgrown" };
  return { ...column, answers: [...column.answers, ...added] };
}

/** Rows change length from a step on; a step that no row was stored under gives way. */
function stepsTo(steps: readonly LayoutStep[], next: LayoutStep): readonly LayoutStep[] {
  const last = steps.at(-1);
  if (last?.rowLength === next.rowLength) return steps;
  return last?.fromOrdinal === next.fromOrdinal ? [...steps.slice(0, -1), next] : [...steps, next];
}

function faultOf(item: Item, position: number, reason: LayoutFault["reason"]): LayoutFault {
  const path = `items.${position}`;
  return { code: "item_needs_new_id", path, item: item.id, reason, message: messages[reason] };
}

const messages = {
  type_changed: "An item keeps its type; give the changed item a new id.",
  width_outgrown: "The item has outgrown the room for its answers; give it a new id.",
} as const;
