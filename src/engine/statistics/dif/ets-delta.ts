import { log } from "../../numbers/log.ts";
import type { CommonOddsRatio } from "./common-odds-ratio.ts";

/** Points of the delta scale in one logit. */
const DELTA_PER_LOGIT = 2.35;

export interface EtsDelta {
  /** Below 0 where the item is harder for the focal group. */
  readonly delta: number;
  readonly se: number;
}

/**
 * MH D-DIF: the common odds ratio on the delta scale of item difficulty.
 *
 *     Δ = -2.35 ln α,  SE(Δ) = 2.35 √var(ln α)
 *
 * Source: Holland, P. W., & Thayer, D. T. (1988). Differential item performance
 * and the Mantel-Haenszel procedure. In H. Wainer & H. I. Braun (Eds.), Test
 * validity, 129-145.
 */
export function etsDelta({ oddsRatio, logVariance }: CommonOddsRatio): EtsDelta {
  // Not -0 where the odds are equal.
  const logit = log(oddsRatio);
  return {
    delta: logit === 0 ? 0 : -DELTA_PER_LOGIT * logit,
    se: DELTA_PER_LOGIT * Math.sqrt(logVariance),
  };
}
