/**
 * What a definition is allowed to say and probably does not mean.
 *
 * @module
 */

import type { CompiledItem } from "../rules/compiled-item.ts";
import { orderOfOperations } from "../rules/order-of-operations.ts";
import { normalText } from "../rules/text/normal-text.ts";
import { toPoints } from "../micropoints.ts";

import type { Definition, Item, MultipleChoiceItem, TextItem } from "./definition.ts";
import { type Fault, quote, within } from "./fault.ts";
import { bandWarnings } from "./lint-bands.ts";
import { scaleWarnings } from "./lint-scales.ts";
import { exact } from "./quantity.ts";
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
  return [...items, ...scaleWarnings(definition, compiled), ...bandWarnings(definition, compiled)];
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
    ...(item.type === "text" ? repeatedAnswers(item) : []),
    ...(item.type === "multiple_choice" ? optionsWithBar(item) : []),
  ];
}

/** `points` promise something that no answer earns. */
function maximumWarnings(item: Item, { maxPoints }: CompiledItem): Fault[] {
  if (!("points" in item)) return [];
  const promised = orderOfOperations(item).answered(exact(item.points)).micropoints;
  if (maxPoints >= promised) return [];
  const message = `the best answer earns ${toPoints(maxPoints)}, not ${toPoints(promised)}`;
  return [{ code: "maximum_unreachable", path: "points", message }];
}

function blankWarnings({ blank, maxPoints }: CompiledItem): Fault[] {
  if (blank <= maxPoints) return [];
  const message = `leaving it out earns ${toPoints(blank)}, the best answer ${toPoints(maxPoints)}`;
  return [{ code: "blank_above_maximum", path: "blank", message }];
}

function repeatedAnswers(item: TextItem): Fault[] {
  const seen = new Set<string>();
  return item.key.flatMap((accepted, place): Fault[] => {
    const answer = typeof accepted === "string" ? accepted : accepted.answer;
    const text = normalText(answer, item);
    const isRepeated = seen.has(text);
    seen.add(text);
    if (!isRepeated) return [];
    const message = `${quote(answer)} is the same as an earlier answer; the higher points count`;
    return [{ code: "answer_repeated", path: `key.${place}`, message }];
  });
}

function optionsWithBar({ options }: MultipleChoiceItem): Fault[] {
  return options.flatMap((option, place): Fault[] => {
    if (!option.includes("|")) return [];
    const message = `CSV separates selected options by "|": ${quote(option)} cannot be sent that way`;
    return [{ code: "option_holds_separator", path: `options.${place}`, message }];
  });
}
