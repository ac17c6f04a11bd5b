import type { EtsDelta } from "./ets-delta.ts";

/** A: negligible; B: moderate; C: large. */
export type EtsClass = "A" | "B" | "C";

/** p below which Δ differs from 0. */
const SIGNIFICANT = 0.05;
/** Of the standard normal distribution, two-sided 5%. */
const CRITICAL = 1.96;

/**
 * How large the DIF of an item is, in the classes of Educational Testing Service.
 *
 *     A  |Δ| < 1, or p >= .05
 *     C  |Δ| >= 1.5 and |Δ| - 1.96 SE(Δ) > 1
 *     B  otherwise
 *
 * Source: Zieky, M. (1993). Practical questions in the use of DIF statistics in
 * test development. In P. W. Holland & H. Wainer (Eds.), Differential item
 * functioning, 337-347.
 *
 * @param p Of the Mantel-Haenszel chi-square with continuity correction.
 */
export function etsClass({ delta, se }: EtsDelta, p: number): EtsClass {
  const size = Math.abs(delta);
  if (size < 1 || p >= SIGNIFICANT) return "A";
  return size >= 1.5 && size - CRITICAL * se > 1 ? "C" : "B";
}
