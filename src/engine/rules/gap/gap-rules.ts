/**
 * The rules of a gap item: a new one is its file and its line here.
 *
 * @module
 */

import { allOrNothing } from "./all-or-nothing.ts";
import { sum } from "./sum.ts";

export const gapRules = { sum, all_or_nothing: allOrNothing };
