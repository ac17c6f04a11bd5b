/**
 * How often two raters agree or nearly so.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import { type AgreementTable, marginsOf, pairsByDistance } from "./agreement-table.ts";

/**
 * Adjacent agreement: the share of pairs whose categories lie at most one
 * place apart in the declared order, the same category included, so that it is
 * never below exact agreement. In [0, 1]; it says nothing where categories
 * have no order. O(K²).
 */
export function adjacentAgreement(table: AgreementTable): Result<number, "no_pairs"> {
  const { n } = marginsOf(table);
  if (n === 0n) return err("no_pairs");
  const [same = 0, next = 0] = pairsByDistance(table);
  return ok(quotient(BigInt(same + next), n));
}
