/**
 * What an estimator of ability is, and what it leaves behind.
 *
 * @module
 */

/**
 * Estimates of a batch of responses, filled in place.
 *
 * `theta` is NaN where there is none and infinite where the likelihood rises to
 * an end; `se` is NaN where there is none. `reason` then says why.
 */
export interface ThetaEstimates {
  readonly theta: Float64Array;
  readonly se: Float64Array;
  /** Index into `THETA_REASONS`; 0 where nothing is missing. */
  readonly reason: Uint8Array;
}

/** Stored by their place: new ones come last. */
export const THETA_REASONS = [
  null,
  /** No item with parameters was answered. */
  "nothing_answered",
  /** EAPsum: a sum needs every item that was presented. */
  "an_item_is_not_answered",
  /** EAPsum: no ability on the grid makes the sum more likely than 1e-300. */
  "sum_too_improbable",
  /** The likelihood rises to the lower end: theta is -Infinity. */
  "no_maximum_below",
  /** The likelihood rises to the upper end: theta is Infinity. */
  "no_maximum_above",
  /** Theta is an end of the clamp. */
  "clamped",
  /** The likelihood is flat where theta lies, so it has no standard error. */
  "no_information",
  /** The revision cannot read an answer of the response. */
  "response_not_readable",
  /** People still have to score an answer that the estimate goes by. */
  "ratings_pending",
] as const;
export type ThetaReason = Exclude<(typeof THETA_REASONS)[number], null>;

export function thetaReason(name: ThetaReason): number {
  return THETA_REASONS.indexOf(name);
}

/** Estimates one response after another; whatever it needs room for it holds already. */
export interface ThetaEstimator {
  /**
   * @param digits One per item: 0 is missing, k + 1 is category k; for EAPsum,
   * `UNANSWERED` is an item that was presented and not answered.
   */
  readonly estimate: (digits: Uint8Array, into: ThetaEstimates, response: number) => void;
}

/** A digit of EAPsum alone: to the other methods such an item is missing. */
export const UNANSWERED = 253;

export function noEstimates(count: number): ThetaEstimates {
  return {
    theta: new Float64Array(count).fill(Number.NaN),
    se: new Float64Array(count).fill(Number.NaN),
    reason: new Uint8Array(count),
  };
}

/** Writes a null estimate. */
export function refuse(into: ThetaEstimates, response: number, reason: ThetaReason): void {
  into.theta[response] = Number.NaN;
  into.se[response] = Number.NaN;
  into.reason[response] = thetaReason(reason);
}

/** Writes an estimate with its standard error, 1 / √information. */
export function settle(
  into: ThetaEstimates,
  response: number,
  theta: number,
  information: number,
): void {
  const isKnown = information > 0;
  into.theta[response] = theta;
  into.se[response] = isKnown ? 1 / Math.sqrt(information) : Number.NaN;
  into.reason[response] = isKnown ? 0 : thetaReason("no_information");
}

export function isUnanswered(digits: Uint8Array): boolean {
  for (let item = 0; item < digits.length; item++) if (digits[item] !== 0) return false;
  return true;
}
