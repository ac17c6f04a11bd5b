/**
 * How often two raters agree.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import { type AgreementTable, marginsOf, pairsByDistance } from "./agreement-table.ts";

/**
 * Exact agreement: the share of pairs in which both raters chose the same
 * category, Σ_i o_ii / n. In [0, 1], without correction for chance. O(K²).
 */
export function exactAgreement(table: AgreementTable): Result<number, "no_pairs"> {
  const { n } = marginsOf(table);
  if (n === 0n) return err("no_pairs");
  const [same = 0] = pairsByDistance(table);
  return ok(quotient(BigInt(same), n));
}
