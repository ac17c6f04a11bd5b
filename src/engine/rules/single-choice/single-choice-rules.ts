/**
 * The rules of a single_choice item: a new one is its file and its line here.
 *
 * @module
 */

import { allOrNothing } from "./all-or-nothing.ts";
import { confidence } from "./confidence.ts";
import { formulaScoring } from "./formula-scoring.ts";
import { optionMap } from "./option-map.ts";
import { optionPoints } from "./option-points.ts";

export const singleChoiceRules = {
  all_or_nothing: allOrNothing,
  formula_scoring: formulaScoring,
  option_points: optionPoints,
  map: optionMap,
  confidence,
};
