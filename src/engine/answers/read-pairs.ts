import type { Sides } from "../rules/match/pairs.ts";
import { ok, type Result } from "#result";

import {
  type AnswerReader,
  type AnswerRefusal,
  inside,
  unknownOption,
  wrongType,
} from "./answer-refusal.ts";

/** Reads pairs of a left and a right option, in the order that they come in. */
export function pairsReader(sides: Sides): AnswerReader {
  return (value) => {
    if (!Array.isArray(value)) return wrongType("a list of pairs [left, right]");
    for (const [place, pair] of (value as readonly unknown[]).entries()) {
      const fault = pairFault(pair, sides);
      if (fault !== null) return inside(place, fault);
    }
    return ok(JSON.stringify(value));
  };
}

function pairFault(pair: unknown, { left, right }: Sides): AnswerRefusal | null {
  if (!Array.isArray(pair) || pair.length !== 2) return faultOf(wrongType("pairs [left, right]"));
  const [from, to] = pair as readonly unknown[];
  if (typeof from !== "string" || typeof to !== "string") {
    return faultOf(wrongType("pairs of two texts"));
  }
  if (!left.has(from)) return faultOf(unknownOption(from));
  return right.has(to) ? null : faultOf(unknownOption(to));
}

function faultOf(refused: Result<never, AnswerRefusal>): AnswerRefusal | null {
  return refused.ok ? null : refused.error;
}
