/**
 * Finds the schema of an item, so that its faults are told in the words of its
 * own type and rule rather than of all of them.
 *
 * @module
 */

import type * as v from "valibot";

import { err, ok, type Result } from "#result";

import { gapRules } from "../rules/gap/gap-rules.ts";
import { matchRules } from "../rules/match/match-rules.ts";
import { multipleChoiceRules } from "../rules/multiple-choice/multiple-choice-rules.ts";
import { orderRules } from "../rules/order/order-rules.ts";
import { ratingRuleOf } from "../rules/rating/rating-rules.ts";
import { singleChoiceRules } from "../rules/single-choice/single-choice-rules.ts";

import {
  type Item,
  type ItemType,
  NumberItem,
  PointItem,
  RubricItem,
  TextItem,
} from "./definition.ts";
import { type Fault, quote } from "./fault.ts";

type Input = Readonly<Record<string, unknown>>;
type ItemSchema = v.GenericSchema<unknown, Item>;

/** By type: the schema of an item that names it. */
const schemas: Readonly<Record<ItemType, (input: Input) => Result<ItemSchema, Fault>>> = {
  single_choice: (input) =>
    named(singleChoiceRules, input["rule"] ?? defaultRule(input, SINGLE_TABLES)),
  multiple_choice: (input) => named(multipleChoiceRules, input["rule"] ?? defaultRule(input, MAP)),
  number: () => ok(NumberItem),
  text: () => ok(TextItem),
  order: (input) => named(orderRules, input["rule"] ?? "exact"),
  match: (input) => named(matchRules, input["rule"] ?? defaultRule(input, MAP)),
  gap: (input) => named(gapRules, input["rule"] ?? "sum"),
  point: () => ok(PointItem),
  rating: (input) => ok(ratingRuleOf(input).Item),
  rubric: () => ok(RubricItem),
};

export function itemSchema(input: Input): Result<ItemSchema, Fault> {
  const type = input["type"];
  if (isType(type)) return schemas[type](input);
  return err(notOneOf("type", type, Object.keys(schemas)));
}

function isType(type: unknown): type is ItemType {
  return typeof type === "string" && Object.hasOwn(schemas, type);
}

/** Tables of points that name their rule. */
const SINGLE_TABLES = { optionPoints: "option_points", map: "map", confidence: "confidence" };
const MAP = { map: "map" };

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

export function notOneOf(path: string, given: unknown, names: readonly string[]): Fault {
  if (given === undefined) return { code: "missing_field", path, message: "is required" };
  const choice = names.map((name) => `"${name}"`).join(", ");
  const shown = typeof given === "string" ? quote(given) : `a value of another kind`;
  return { code: `unknown_${path}`, path, message: `must be one of ${choice}, not ${shown}` };
}
