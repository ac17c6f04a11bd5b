/**
 * Values of the categories of items over a grid, as tables are built from them.
 *
 * @module
 */

import { exp } from "../numbers/exp.ts";
import type { ItemRows } from "./group-tables.ts";
import type { ItemModel } from "./item-model.ts";

/** ln P of each category at each node; 0 where the item is missing. */
export function logRows(model: ItemModel, nodes: Float64Array): ItemRows {
  const values = new Float64Array((model.categoryCount + 1) * nodes.length);
  const logs = new Float64Array(model.categoryCount);
  for (const [node, theta] of nodes.entries()) {
    model.logProbabilities(theta, logs);
    for (const [k, value] of logs.entries()) values[(k + 1) * nodes.length + node] = value;
  }
  return { digitCount: model.categoryCount + 1, values };
}

/** P of each category at each node, shape [categories, nodes]. */
export function probabilityRows(model: ItemModel, nodes: Float64Array): Float64Array {
  return logRows(model, nodes).values.subarray(nodes.length).map(exp);
}
