/**
 * A table of points: what each distinct answer is worth, added up ("response
 * mapping").
 *
 *     points = clamp(Σ (entries[a], or `default`), lower, upper)
 *
 * Every distinct answer adds its entry, or `default` where there is none; the
 * sum is limited only where `lower` or `upper` is given. These are points, not
 * shares. The sum of nothing is 0; an omitted answer is worth `blank`, not
 * `default`.
 *
 * Also known from: the `mapResponse` of QTI, with its `defaultValue`,
 * `lowerBound` and `upperBound`.
 *
 * @module
 */

import * as v from "valibot";

import type { Fault } from "../definition/fault.ts";
import { exact, Points, type Quantity } from "../definition/quantity.ts";
import { add, compare, greatest, least, type Rational, ZERO } from "../numbers/rational.ts";

import { MOST_SUMS, subsetSums } from "./multiple-choice/subset-sums.ts";
import type { Check } from "./rule.ts";

/** What a table says of sums, whatever names its entries. */
export interface MapTerms {
  readonly default: Quantity;
  readonly lower?: Quantity;
  readonly upper?: Quantity;
}

/** The fields of a table; the type of item says what its entries are. */
export function mapFields<const Entries extends v.GenericSchema>(entries: Entries) {
  return {
    entries,
    default: v.optional(Points, 0),
    lower: v.exactOptional(Points),
    upper: v.exactOptional(Points),
  };
}

export const mapLimitsAreOrdered: Check<{ readonly map: MapTerms }> = {
  reads: ["map"],
  faults: ({ map: { lower, upper } }) => {
    if (lower === undefined || upper === undefined) return [];
    if (compare(exact(lower), exact(upper)) <= 0) return [];
    const message = "lower must not be greater than upper";
    return [{ code: "lower_above_upper", path: "map.lower", message }];
  },
};

/** For a table of which `mappedSums` knows no end. */
export const TOO_MANY_SUMS: Fault = {
  code: "too_many_sums",
  path: "map.entries",
  message: "too many different sums of points are possible; use rounder points",
};

/** The limited sum of what distinct answers are worth. */
export function mappedSum(map: MapTerms, worths: readonly Rational[]): Rational {
  return limited(map, worths.reduce(add, ZERO));
}

/**
 * The limited sums of every choice among answers that are worth so much each.
 *
 * @param worths One for each answer that there is, those worth `default` too.
 * @param emptyIsOmitted Whether to choose none is no answer.
 * @returns null when they are too many to count responses by.
 */
export function mappedSums(
  map: MapTerms,
  worths: readonly Rational[],
  emptyIsOmitted: boolean,
): Rational[] | null {
  const possible = subsetSums(worths, MOST_SUMS);
  const sums = emptyIsOmitted ? possible?.ofSome : possible?.sums;
  return sums?.map((sum) => limited(map, sum)) ?? null;
}

function limited({ lower, upper }: MapTerms, sum: Rational): Rational {
  const raised = lower === undefined ? sum : greatest(exact(lower), sum);
  return upper === undefined ? raised : least(exact(upper), raised);
}
