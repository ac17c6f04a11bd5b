/**
 * What is probably wrong with an item: a key that is not the right answer, a
 * scale that should run the other way, an option that nobody can tell from the
 * key. Only where enough results say so.
 *
 * @module
 */

import { isPresented } from "./code-state.ts";
import type { CodeGroup } from "./code-group.ts";
import { itemRest } from "./item-rest.ts";
import { optionRest } from "./option-rest.ts";
import type { Spreads } from "./spreads.ts";

/** r is always with the rest score. */
export type Alarm =
  /** An answer that is worth less goes with the rest score more than the key does. */
  | OptionAlarm<"likely_miskey">
  /** It goes with the rest score about as much as the key. */
  | OptionAlarm<"tied_options">
  /** Who does well without the item does badly on it: perhaps it should be reversed. */
  | { readonly code: "negative_discrimination"; readonly r: number }
  | { readonly code: "key_never_chosen" }
  /** Everyone earned the same. */
  | { readonly code: "no_variance" };

interface OptionAlarm<Code extends string> {
  readonly code: Code;
  /** Answer code. */
  readonly option: number;
  readonly r: number;
  readonly keyR: number;
}

/** Fewer results than this say too little. */
const LEAST_RESULTS = 100;
const TIE = 0.05;

/**
 * @param groups Of the item.
 * @param spreads null where totals cannot be compared: then only what the item's own answers say.
 */
export function alarmsOf(groups: readonly CodeGroup[], spreads: Spreads | null): Alarm[] {
  const shown = groups.filter(({ state, n }) => isPresented(state) && n > 0);
  if (shown.reduce((sum, { n }) => sum + n, 0) < LEAST_RESULTS) return [];
  return [
    ...keyAlarms(groups, spreads),
    ...(spreads === null ? [] : negativeDiscrimination(spreads)),
    ...noVariance(shown),
  ];
}

/** Of items whose answers are right or wrong: where several are worth something, none is the key. */
function keyAlarms(groups: readonly CodeGroup[], spreads: Spreads | null): Alarm[] {
  const answers = groups.filter(({ state }) => state === "answered");
  const worths = new Set(answers.map(({ x }) => x));
  if (worths.size !== 2) return [];
  const right = Math.max(...worths);
  const keys = answers.filter(({ x }) => x === right);
  const key = {
    x: right,
    n: keys.reduce((sum, { n }) => sum + n, 0),
    total: keys.reduce((sum, { total }) => sum + total, 0n),
  };
  if (key.n === 0) return [{ code: "key_never_chosen" }];
  const keyR = spreads === null ? null : optionRest(key, spreads);
  if (spreads === null || keyR === null || !keyR.ok) return [];
  return answers
    .filter(({ x }) => x !== right)
    .flatMap((answer) => optionAlarms(answer, keyR.value, spreads));
}

function optionAlarms(answer: CodeGroup, keyR: number, spreads: Spreads): Alarm[] {
  const r = optionRest(answer, spreads);
  if (!r.ok || answer.code === null) return [];
  const facts = { option: answer.code, r: r.value, keyR };
  const alarms: Alarm[] = [];
  if (r.value > keyR) alarms.push({ code: "likely_miskey", ...facts });
  if (Math.abs(keyR - r.value) < TIE) alarms.push({ code: "tied_options", ...facts });
  return alarms;
}

function negativeDiscrimination(spreads: Spreads): Alarm[] {
  const r = itemRest(spreads);
  return r.ok && r.value < 0 ? [{ code: "negative_discrimination", r: r.value }] : [];
}

function noVariance([first, ...others]: readonly CodeGroup[]): Alarm[] {
  if (first === undefined || others.some(({ x }) => x !== first.x)) return [];
  return [{ code: "no_variance" }];
}
