/**
 * What a definition is allowed to say and probably does not mean.
 *
 * @module
 */

import { compileItem } from "../rules/compile-item.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import { orderOfOperations } from "../rules/order-of-operations.ts";
import type { RubricItem } from "../rules/rubric/rubric-rule.ts";
import { toPoints } from "../micropoints.ts";
import { compare, multiply, rational, type Rational } from "../numbers/rational.ts";

import type { Definition, GapItem, Item } from "./definition.ts";
import { type Fault, quote, within } from "./fault.ts";
import { repeatedNumbers, repeatedTexts, spacesOfPatterns } from "./lint-answers.ts";
import { bandWarnings } from "./lint-bands.ts";
import { irtWarnings } from "./lint-irt.ts";
import { scaleWarnings } from "./lint-scales.ts";
import { exact, type Quantity } from "./quantity.ts";
import { memberId } from "./scale.ts";

/** The warnings of a faultless definition; `compiled` are its items, in order. */
export function lint(definition: Definition, compiled: readonly CompiledItem[]): Fault[] {
  const members = new Set(definition.scales.flatMap((scale) => scale.items.map(memberId)));
  const items = definition.items.flatMap((item, place) => {
    const rule = compiled[place];
    if (rule === undefined) return [];
    const inScale = definition.scales.length === 0 || members.has(item.id);
    const warnings = [...itemWarnings(item, rule), ...(inScale ? [] : [IN_NO_SCALE])];
    return warnings.map((warning) => within(`items.${place}`, warning));
  });
  return [
    ...items,
    ...scaleWarnings(definition, compiled),
    ...bandWarnings(definition, compiled),
    ...irtWarnings(definition),
  ];
}

const IN_NO_SCALE: Fault = {
  code: "item_in_no_scale",
  path: "",
  message: "no scale names this item; it counts in the total only",
};

function itemWarnings(item: Item, compiled: CompiledItem): Fault[] {
  return [
    ...maximumWarnings(item, compiled),
    ...blankWarnings(compiled),
    ...(item.type === "text" ? [...repeatedTexts(item), ...spacesOfPatterns(item)] : []),
    ...(item.type === "number" ? repeatedNumbers(item) : []),
    ...(item.type === "multiple_choice" ? namesWithBar("options", item.options) : []),
    ...(item.type === "order" ? namesWithBar("key", item.key) : []),
    ...(item.type === "gap" ? gapWarnings(item) : []),
    ...(item.type === "rubric" ? levelsOutOfOrder(item) : []),
    ...("confidence" in item ? levelsUpsideDown(item.confidence) : []),
  ];
}

/** The item promises something that no answer earns. */
function maximumWarnings(item: Item, { maxPoints }: CompiledItem): Fault[] {
  const promise = promiseOf(item);
  if (promise === null) return [];
  const promised = orderOfOperations(item).answered(promise.points).micropoints;
  if (maxPoints >= promised) return [];
  const message = `the best answer earns ${toPoints(maxPoints)}, not ${toPoints(promised)}`;
  return [{ code: "maximum_unreachable", path: promise.path, message }];
}

interface Promised {
  readonly path: string;
  readonly points: Rational;
}

function promiseOf(item: Item): Promised | null {
  if ("map" in item) return upperOf(item.map, "map.upper");
  if (item.type === "point") return upperOf(item, "upper");
  if (!("points" in item)) return null;
  const points = exact(item.points);
  // This rule's key earns |C|/n of the points, as it says.
  if (!("rule" in item) || item.rule !== "right_minus_wrong") return { path: "points", points };
  const share = rational(BigInt(item.key.length), BigInt(item.options.length));
  return { path: "points", points: multiply(points, share) };
}

function upperOf({ upper }: { readonly upper?: Quantity }, path: string): Promised | null {
  return upper === undefined ? null : { path, points: exact(upper) };
}

/** Those of each gap as the item that it is. */
function gapWarnings({ gaps }: GapItem): Fault[] {
  return gaps.flatMap((gap, place) =>
    itemWarnings(gap, compileItem(gap)).map((warning) => within(`gaps.${place}`, warning)),
  );
}

/** Levels at which it pays more to be wrong. */
function levelsUpsideDown(
  confidence: Readonly<Record<string, readonly [Quantity, Quantity]>>,
): Fault[] {
  return Object.entries(confidence).flatMap(([level, [right, wrong]]): Fault[] => {
    if (compare(exact(right), exact(wrong)) >= 0) return [];
    const message = "a wrong option earns more than a right one";
    return [{ code: "wrong_above_right", path: `confidence.${level}`, message }];
  });
}

/** Raters who are one level apart agree nearly: that goes by the order of the levels. */
function levelsOutOfOrder({ criteria }: RubricItem): Fault[] {
  return criteria.flatMap(({ levels }, place): Fault[] => {
    const points = levels.map((level) => exact(level.points));
    const at = points.findIndex((own, level) => compare(points[level - 1] ?? own, own) > 0);
    if (at < 0) return [];
    const message = "is below the level before it; list levels from the lowest to the highest";
    const path = `criteria.${place}.levels.${at}.points`;
    return [{ code: "levels_not_ascending", path, message }];
  });
}

function blankWarnings({ blank, maxPoints }: CompiledItem): Fault[] {
  if (blank <= maxPoints) return [];
  const message = `leaving it out earns ${toPoints(blank)}, the best answer ${toPoints(maxPoints)}`;
  return [{ code: "blank_above_maximum", path: "blank", message }];
}

function namesWithBar(field: string, names: readonly string[]): Fault[] {
  return names.flatMap((option, place): Fault[] => {
    if (!option.includes("|")) return [];
    const message = `CSV separates options by "|": ${quote(option)} cannot be sent that way`;
    return [{ code: "option_holds_separator", path: `${field}.${place}`, message }];
  });
}
