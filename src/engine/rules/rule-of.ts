/**
 * Finds the rule that an item names.
 *
 * @module
 */

import type { Item } from "../definition/definition.ts";

import { multipleChoiceRules } from "./multiple-choice/multiple-choice-rules.ts";
import { withinTolerance } from "./number/within-tolerance.ts";
import { ratingRuleOf } from "./rating/rating-rules.ts";
import type { Rule } from "./rule.ts";
import { singleChoiceRules } from "./single-choice/single-choice-rules.ts";
import { acceptedText } from "./text/accepted-text.ts";

export function ruleOf(item: Item): Rule<Item> {
  switch (item.type) {
    case "single_choice":
      return singleChoiceRules[item.rule];
    case "multiple_choice":
      return multipleChoiceRules[item.rule];
    case "number":
      return withinTolerance;
    case "text":
      return acceptedText;
    case "rating":
      return ratingRuleOf(item);
  }
}
