/**
 * Finds the rule that an item names.
 *
 * @module
 */

import { type ConstructedItem, isConstructed } from "../definition/constructed-item.ts";
import type { Item } from "../definition/definition.ts";

import { gapRules } from "./gap/gap-rules.ts";
import { matchRules } from "./match/match-rules.ts";
import { multipleChoiceRules } from "./multiple-choice/multiple-choice-rules.ts";
import { withinTolerance } from "./number/within-tolerance.ts";
import { orderRules } from "./order/order-rules.ts";
import { pointInArea } from "./point/point-in-area.ts";
import { ratingRuleOf } from "./rating/rating-rules.ts";
import type { Rule } from "./rule.ts";
import { rubricRule } from "./rubric/rubric-rule.ts";
import { singleChoiceRules } from "./single-choice/single-choice-rules.ts";
import { acceptedText } from "./text/accepted-text.ts";

export function ruleOf(item: Item): Rule<Item> {
  if (isConstructed(item)) return constructedRuleOf(item);
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
    case "rubric":
      return rubricRule;
  }
}

function constructedRuleOf(item: ConstructedItem): Rule<Item> {
  switch (item.type) {
    case "order":
      return orderRules[item.rule];
    case "match":
      return matchRules[item.rule];
    case "gap":
      return gapRules[item.rule];
    case "point":
      return pointInArea;
  }
}
