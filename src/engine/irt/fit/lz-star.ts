/**
 * The standardised log-likelihood of a response at an estimated ability.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { curvesRoom } from "../item-model.ts";
import { answersIn, type GivenAnswers, LEAST_VARIANCE } from "./given-answers.ts";

export type LzStarReason = "nothing_answered" | "not_dichotomous" | "no_variance";

interface Weighed {
  /** x - P. */
  readonly residual: number;
  /** P (1 - P). */
  readonly variance: number;
  /** ln(P / (1 - P)). */
  readonly w: number;
  /** P' / (P (1 - P)). */
  readonly r: number;
}

/**
 * lz*, which allows for θ having been estimated from the same answers.
 *
 *     w = ln(P / Q)      r = P' / (P Q)      c = Σ P' w / Σ P' r
 *     lz* = (Σ (x - P) w + c r0) / √(Σ (w - c r)² P Q)
 *
 * Over items of two categories, right and wrong, that were answered. r0 is what
 * the estimate adds to the likelihood's slope: Σ (x - P) r + r0 = 0 at θ. Near
 * standard normal on a long test. O(items).
 *
 * Source: Snijders, T. A. B. (2001). Asymptotic null distribution of person fit
 * statistics with estimated person parameter. Psychometrika, 66, 331-342.
 *
 * @param theta Estimated by ML, MAP or WLE.
 * @param priorSlope r0.
 */
export function lzStar(
  given: GivenAnswers,
  theta: number,
  priorSlope: number,
): Result<number, LzStarReason> {
  const weighed = weigh(given, theta);
  if (!weighed.ok) return weighed;
  let withW = 0;
  let withR = 0;
  let deviation = 0;
  for (const { residual, variance, w, r } of weighed.value) {
    withW += variance * r * w;
    withR += variance * r * r;
    deviation += residual * w;
  }
  if (!(withR > 0)) return err("no_variance");
  const c = withW / withR;
  const spread = weighed.value.reduce((sum, { variance, w, r }) => {
    return sum + (w - c * r) ** 2 * variance;
  }, 0);
  if (!(spread > LEAST_VARIANCE)) return err("no_variance");
  return ok((deviation + c * priorSlope) / Math.sqrt(spread));
}

function weigh(
  given: GivenAnswers,
  theta: number,
): Result<Weighed[], "nothing_answered" | "not_dichotomous"> {
  const answers = answersIn(given);
  if (answers.length === 0) return err("nothing_answered");
  if (answers.some(({ model }) => model.categoryCount !== 2)) return err("not_dichotomous");
  const room = curvesRoom(given.models);
  const logs = new Float64Array(2);
  return ok(
    answers.map(({ model, category }) => {
      model.curves(theta, room);
      model.logProbabilities(theta, logs);
      const [wrong = 0, right = 0] = room.probability;
      const [fall = 0, rise = 0] = room.slope;
      const [logWrong = 0, logRight = 0] = logs;
      return {
        residual: category === 1 ? wrong : -right,
        variance: right * wrong,
        w: logRight - logWrong,
        // d ln P/dθ - d ln Q/dθ = P'/P + P'/Q.
        r: rise - fall,
      };
    }),
  );
}
