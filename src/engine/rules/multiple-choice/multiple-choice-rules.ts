/**
 * The rules of a multiple_choice item: a new one is its file and its line here.
 *
 * @module
 */

import { allOrNothing } from "./all-or-nothing.ts";
import { eachDecision } from "./each-decision.ts";
import { netCorrect } from "./net-correct.ts";
import { optionWeights } from "./option-weights.ts";

export const multipleChoiceRules = {
  all_or_nothing: allOrNothing,
  net_correct: netCorrect,
  each_decision: eachDecision,
  option_weights: optionWeights,
};
