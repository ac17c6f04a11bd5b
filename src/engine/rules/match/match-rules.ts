/**
 * The rules of a match item: a new one is its file and its line here.
 *
 * @module
 */

import { allOrNothing } from "./all-or-nothing.ts";
import { map } from "./map.ts";
import { proportion } from "./proportion.ts";

export const matchRules = { all_or_nothing: allOrNothing, proportion, map };
