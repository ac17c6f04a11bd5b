import type { Definition } from "#engine/definition/definition.ts";

/** A scale or band set of a result is an object of its own, where an item is a few bytes. */
const CELLS_OF_A_SCALE = 10;
/** An ability is looked for at many places. */
const CELLS_OF_AN_ABILITY = 100;
/** The trace of an answer is an object of several, with everything that the definition says of the item. */
const CELLS_OF_A_TRACE = 100;

/** What a response costs in time or memory, in items. */
export function cellsOfResponse(definition: Definition, explain: boolean): number {
  const { items, scales, bands, gates = [], irt = [] } = definition;
  const members = [...scales, ...irt].reduce((sum, scale) => sum + scale.items.length, 0);
  const conditions = gates.reduce((sum, gate) => sum + gate.all.length, 0);
  const objects = scales.length + bands.length + gates.length + conditions;
  const abilities = CELLS_OF_AN_ABILITY * irt.length;
  const cells = items.length + members + CELLS_OF_A_SCALE * objects + abilities;
  // Text as long as the definition comes with every explanation.
  return explain ? JSON.stringify(definition).length + CELLS_OF_A_TRACE * cells : cells;
}
