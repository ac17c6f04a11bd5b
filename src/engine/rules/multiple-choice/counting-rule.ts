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
import { compare, multiply, type Rational, ZERO } from "../../numbers/rational.ts";
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

/** A rule in points. */
export interface CountingPoints {
  readonly points: (counts: SelectionCounts) => Rational;
  /** Every value of `points`, as `CountingRule` has shares. */
  readonly values: (keyed: number, options: number) => readonly Rational[];
  /** What "none of these" earns where it is right. */
  readonly worth: Rational;
}

export const countingFields = { ...multipleChoiceFields, key: KeyedOptions };

interface CountingItem {
  readonly options: readonly string[];
  readonly key: readonly string[];
  readonly emptyMeans: "answered" | "omitted";
}

export const countingChecks = [optionsAreDistinct, keyIsAmongOptions];

export function countingFormula(
  item: CountingItem & { readonly points: Quantity },
  rule: CountingRule,
): Formula {
  const worth = exact(item.points);
  return countingPointsFormula(item, {
    points: (counts) => multiply(worth, rule.share(counts)),
    values: (keyed, options) =>
      worth.p === 0n ? [ZERO] : rule.shares(keyed, options).map((share) => multiply(worth, share)),
    worth,
  });
}

export function countingPointsFormula(item: CountingItem, rule: CountingPoints): Formula {
  const options = new Set(item.options);
  const key = new Set(item.key);
  const noneOfThese = (selected: ReadonlySet<string>) => (selected.size === 0 ? rule.worth : ZERO);
  return {
    values: possibleValues(item, rule),
    points: (answer) => {
      const selected = selection(answer, options);
      if (selected.size === 0 && item.emptyMeans === "omitted") return null;
      return key.size === 0
        ? noneOfThese(selected)
        : rule.points(countsOf(selected, key, options.size));
    },
    reading: (answer) => {
      const selected = selection(answer, options);
      const counts = countsOf(selected, key, options.size);
      const { keyed, hits, falseAlarms } = counts;
      const evidence = { options: counts.options, keyed, hits, falseAlarms, misses: keyed - hits };
      return { normal: [...selected], evidence };
    },
  };
}

function possibleValues(item: CountingItem, rule: CountingPoints): readonly (Rational | null)[] {
  const emptyIsAnswer = item.emptyMeans === "answered";
  if (item.key.length === 0) return [ZERO, emptyIsAnswer ? rule.worth : null];
  const values = rule.values(item.key.length, item.options.length);
  return emptyIsAnswer ? values : [...withoutEmpty(values, item, rule), null];
}

/** Drops what nothing but the empty set would be worth. */
function withoutEmpty(
  values: readonly Rational[],
  { key, options }: CountingItem,
  rule: CountingPoints,
): readonly Rational[] {
  const ofNothing = { keyed: key.length, options: options.length, hits: 0, falseAlarms: 0 };
  const worth = rule.points(ofNothing);
  for (const counts of selections(ofNothing)) {
    if (compare(rule.points(counts), worth) === 0) return values;
  }
  return values.filter((value) => compare(value, worth) !== 0);
}

/**
 * Hits and false alarms of all sets but the empty one. Those come first among
 * which, by each of the rules, is one that is worth as much as the empty set, if
 * any is: 240 options have 14,000 pairs of counts.
 */
function* selections(of: SelectionCounts): Generator<SelectionCounts> {
  const { keyed, options } = of;
  const wrong = options - keyed;
  if (wrong > 0) {
    yield { ...of, hits: 0, falseAlarms: 1 };
    yield { ...of, hits: 1, falseAlarms: 1 };
    yield { ...of, hits: keyed, falseAlarms: 1 };
    yield { ...of, hits: keyed, falseAlarms: wrong };
  }
  for (let selected = 1; selected <= options; selected++) {
    const least = Math.max(0, selected - wrong);
    for (let hits = least; hits <= Math.min(selected, keyed); hits++) {
      yield { ...of, hits, falseAlarms: selected - hits };
    }
  }
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
