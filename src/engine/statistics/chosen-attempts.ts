/**
 * Which attempt of each candidate counts in a summary.
 *
 * - `first`, `last`: the lowest or the highest attempt number, whatever it earned;
 * - `best`: the most points; of equal ones the lowest attempt number. A result
 *   that failed has no points: it is the best only where all attempts failed.
 *
 * A candidate whose attempt that counts has failed is counted as failed; no
 * other attempt takes its place.
 *
 * @module
 */

import type { Definition } from "../definition/definition.ts";

type Choice = "first" | "last" | "best";

/** null where all attempts count. */
export function chosenAttempts(definition: Definition): Choice | null {
  const { attempts = "all" } = definition;
  return attempts === "all" ? null : attempts;
}

/** Responses side by side. */
export interface Attempts {
  readonly candidates: readonly string[];
  readonly attempts: readonly number[];
  /** Any measure of the total; NaN where the result failed. */
  readonly totals: Float64Array;
}

/** Places, ascending, of the responses that count; of two of the same attempt the first. */
export function chosenPlaces(choice: Choice, responses: Attempts): number[] {
  const chosen = new Map<string, number>();
  for (const [place, candidate] of responses.candidates.entries()) {
    const rival = chosen.get(candidate);
    if (rival === undefined || isBefore(choice, responses, place, rival)) {
      chosen.set(candidate, place);
    }
  }
  return [...chosen.values()].toSorted((a, b) => a - b);
}

function isBefore(choice: Choice, responses: Attempts, place: number, rival: number): boolean {
  const { attempts, totals } = responses;
  const later = (attempts[place] as number) - (attempts[rival] as number);
  if (choice === "last") return later > 0;
  if (choice === "first") return later < 0;
  const own = orLeast(totals[place] as number);
  const other = orLeast(totals[rival] as number);
  return own === other ? later < 0 : own > other;
}

function orLeast(total: number): number {
  return Number.isNaN(total) ? Number.NEGATIVE_INFINITY : total;
}
