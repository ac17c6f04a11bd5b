import { err, ok } from "#result";

import type { Moments } from "../moments.ts";
import { quotient } from "../quotient.ts";
import type { AnalysisResult } from "./analysis-reason.ts";
import type { TestItem } from "./test-counts.ts";

/**
 * Difficulty (facility): mean / most points. 1 where everyone earns all, so an
 * item is the easier the larger it is. Below 0 where points are taken off.
 */
export function difficulty({ most }: TestItem, { n, sum }: Moments): AnalysisResult {
  if (n === 0) return err("no_responses");
  if (most <= 0) return err("no_points");
  return ok(quotient(sum, BigInt(n) * BigInt(most)));
}

/** The same between the least and the most that an answer can earn: (mean - least) / (most - least). */
export function relativeDifficulty({ least, most }: TestItem, { n, sum }: Moments): AnalysisResult {
  if (n === 0) return err("no_responses");
  if (most === least) return err("no_variance");
  const count = BigInt(n);
  return ok(quotient(sum - count * BigInt(least), count * BigInt(most - least)));
}
