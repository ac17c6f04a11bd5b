/**
 * Finds the schema of an item, so that its faults are told in the words of its
 * own type and rule rather than of all of them.
 *
 * @module
 */

import type * as v from "valibot";

import { err, ok, type Result } from "#result";

import { multipleChoiceRules } from "../rules/multiple-choice/multiple-choice-rules.ts";
import { ratingRuleOf } from "../rules/rating/rating-rules.ts";
import { singleChoiceRules } from "../rules/single-choice/single-choice-rules.ts";

import { type Item, NumberItem, TextItem } from "./definition.ts";
import { type Fault, quote } from "./fault.ts";

type ItemSchema = v.GenericSchema<unknown, Item>;

const TYPES = ["single_choice", "multiple_choice", "number", "text", "rating"];

export function itemSchema(input: Readonly<Record<string, unknown>>): Result<ItemSchema, Fault> {
  switch (input["type"]) {
    case "single_choice":
      return named(singleChoiceRules, input["rule"] ?? defaultRule(input, SINGLE_TABLES));
    case "multiple_choice":
      return named(multipleChoiceRules, input["rule"] ?? defaultRule(input, { map: "map" }));
    case "number":
      return ok(NumberItem);
    case "text":
      return ok(TextItem);
    case "rating":
      return ok(ratingRuleOf(input).Item);
    default:
      return err(notOneOf("type", input["type"], TYPES));
  }
}

/** Tables of points that name their rule. */
const SINGLE_TABLES = { optionPoints: "option_points", map: "map", confidence: "confidence" };

function defaultRule(input: object, tables: Readonly<Record<string, string>>): string {
  const [, rule] = Object.entries(tables).find(([field]) => Object.hasOwn(input, field)) ?? [];
  return rule ?? "all_or_nothing";
}

function named(
  rules: Readonly<Record<string, { readonly Item: ItemSchema }>>,
  rule: unknown,
): Result<ItemSchema, Fault> {
  const found = typeof rule === "string" && Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  return found === undefined ? err(notOneOf("rule", rule, Object.keys(rules))) : ok(found.Item);
}

function notOneOf(path: string, given: unknown, names: readonly string[]): Fault {
  if (given === undefined) return { code: "missing_field", path, message: "is required" };
  const choice = names.map((name) => `"${name}"`).join(", ");
  const shown = typeof given === "string" ? quote(given) : `a value of another kind`;
  return { code: `unknown_${path}`, path, message: `must be one of ${choice}, not ${shown}` };
}
