/**
 * The rules of a multiple_choice item: a new one is its file and its line here.
 *
 * @module
 */

import { allOrNothing } from "./all-or-nothing.ts";
import { coverage } from "./coverage.ts";
import { eachDecision } from "./each-decision.ts";
import { halves } from "./halves.ts";
import { kprim } from "./kprim.ts";
import { netCorrect } from "./net-correct.ts";
import { optionMap } from "./option-map.ts";
import { optionWeights } from "./option-weights.ts";
import { perResponse } from "./per-response.ts";
import { proportion } from "./proportion.ts";
import { rationale } from "./rationale.ts";
import { rightMinusWrong } from "./right-minus-wrong.ts";
import { subtract } from "./subtract.ts";

export const multipleChoiceRules = {
  all_or_nothing: allOrNothing,
  net_correct: netCorrect,
  each_decision: eachDecision,
  halves,
  coverage,
  right_minus_wrong: rightMinusWrong,
  option_weights: optionWeights,
  per_response: perResponse,
  proportion,
  subtract,
  kprim,
  rationale,
  map: optionMap,
};
