/**
 * What the rules share that only count right and wrong selections.
 *
 * C are the keyed options, W the others, S the selected ones:
 * h = |S∩C| hits, f = |S∩W| false alarms, m = |C| - h misses.
 *
 * With C = ∅ ("none of these" is right) every such rule gives M for S = ∅ and
 * 0 for anything else, so that no rule divides by |C| = 0.
 *
 * @module
 */

import { exact, type Quantity } from "../../definition/quantity.ts";
import { multiply, ONE, type Rational, ZERO } from "../../numbers/rational.ts";
import { keyIsAmongOptions, optionsAreDistinct } from "../check-options.ts";
import type { Formula } from "../rule.ts";

import { KeyedOptions, multipleChoiceFields } from "./multiple-choice-fields.ts";
import { selection } from "./selection.ts";

export interface SelectionCounts {
  /** |C|, at least 1. */
  readonly keyed: number;
  /** |C| + |W|. */
  readonly options: number;
  readonly hits: number;
  readonly falseAlarms: number;
}

/** A rule as a share of the item's points. */
export interface CountingRule {
  readonly share: (counts: SelectionCounts) => Rational;
  /**
   * Every share that some selection earns. Said by the rule, because trying all
   * pairs of hits and false alarms costs 14,000 fractions at 240 options.
   */
  readonly shares: (keyed: number, options: number) => readonly Rational[];
}

export const countingFields = { ...multipleChoiceFields, key: KeyedOptions };

interface CountingItem {
  readonly options: readonly string[];
  readonly key: readonly string[];
  readonly points: Quantity;
  readonly emptyMeans: "answered" | "omitted";
}

export const countingChecks = [optionsAreDistinct, keyIsAmongOptions];

export function countingFormula(item: CountingItem, rule: CountingRule): Formula {
  const options = new Set(item.options);
  const key = new Set(item.key);
  const worth = exact(item.points);
  const shareOf = (selected: ReadonlySet<string>) =>
    key.size === 0 ? noneOfThese(selected) : rule.share(countsOf(selected, key, options.size));

  return {
    values: possibleShares(item, rule).map((share) => share && multiply(worth, share)),
    points: (answer) => {
      const selected = selection(answer, options);
      if (selected.size === 0 && item.emptyMeans === "omitted") return null;
      return multiply(worth, shareOf(selected));
    },
  };
}

function possibleShares(item: CountingItem, rule: CountingRule): readonly (Rational | null)[] {
  const emptyIsAnswer = item.emptyMeans === "answered";
  if (item.key.length === 0) return emptyIsAnswer ? [ZERO, ONE] : [ZERO, null];
  const shares = rule.shares(item.key.length, item.options.length);
  return emptyIsAnswer ? shares : [...shares, null];
}

function noneOfThese(selected: ReadonlySet<string>): Rational {
  return selected.size === 0 ? ONE : ZERO;
}

function countsOf(
  selected: ReadonlySet<string>,
  key: ReadonlySet<string>,
  options: number,
): SelectionCounts {
  let hits = 0;
  for (const option of selected) if (key.has(option)) hits++;
  return { keyed: key.size, options, hits, falseAlarms: selected.size - hits };
}
