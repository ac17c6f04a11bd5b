/**
 * What a table of two raters' categories says about their agreement.
 *
 * @module
 */

import type { Result } from "#result";

import type { Statistic } from "../summary.ts";
import { adjacentAgreement } from "./adjacent-agreement.ts";
import type { AgreementFault, AgreementTable } from "./agreement-table.ts";
import { cohensKappa } from "./cohens-kappa.ts";
import { exactAgreement } from "./exact-agreement.ts";
import { quadraticWeightedKappa } from "./quadratic-weighted-kappa.ts";

export interface RaterAgreement {
  /** Pairs: responses that both raters rated. */
  readonly n: number;
  /** Share of pairs in the same category. */
  readonly exact: Statistic;
  /** Share of pairs at most one category apart, the same one included. */
  readonly adjacent: Statistic;
  /** Cohen's kappa. */
  readonly kappa: Statistic;
  /** Weighted kappa with quadratic weights, over the declared categories. */
  readonly quadraticKappa: Statistic;
  /** Why a statistic above is null, by its name. */
  readonly reasons: Readonly<Record<string, AgreementFault>>;
}

/** Reads every statistic of agreement off a table. O(K²), however many pairs there are. */
export function raterAgreement(table: AgreementTable): RaterAgreement {
  const reasons: Record<string, AgreementFault> = {};
  const valueOf = (name: string, statistic: Result<number, AgreementFault>): Statistic => {
    if (statistic.ok) return statistic.value;
    reasons[name] = statistic.error;
    return null;
  };
  return {
    n: table.counts.reduce((sum, count) => sum + count, 0),
    exact: valueOf("exact", exactAgreement(table)),
    adjacent: valueOf("adjacent", adjacentAgreement(table)),
    kappa: valueOf("kappa", cohensKappa(table)),
    quadraticKappa: valueOf("quadraticKappa", quadraticWeightedKappa(table)),
    reasons,
  };
}
