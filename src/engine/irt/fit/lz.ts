/**
 * The standardised log-likelihood of a response.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { exp } from "../../numbers/exp.ts";
import { answersIn, type GivenAnswer, type GivenAnswers, LEAST_VARIANCE } from "./given-answers.ts";

/**
 * lz, the log-likelihood of the answers against what the model expects of it.
 *
 *     l  = Σ ln P_x            over the items answered, x the category given
 *     E  = Σ Σ_k P_k ln P_k
 *     V  = Σ [Σ_k P_k (ln P_k)² - (Σ_k P_k ln P_k)²]
 *     lz = (l - E) / √V
 *
 * Far below 0, the answers are less likely than those of someone of this
 * ability. Near standard normal at a known θ on a long test; at an estimate it
 * spreads less. For items of two categories it is the dichotomous form.
 * O(categories of the items).
 *
 * Source: Drasgow, F., Levine, M. V., & Williams, E. A. (1985). Appropriateness
 * measurement with polychotomous item response models and standardized
 * indices. British Journal of Mathematical and Statistical Psychology, 38, 67-86.
 *
 * @returns `no_variance` where every likelihood is the same whatever is answered.
 */
export function lz(
  given: GivenAnswers,
  theta: number,
): Result<number, "nothing_answered" | "no_variance"> {
  const answers = answersIn(given);
  if (answers.length === 0) return err("nothing_answered");
  let deviation = 0;
  let variance = 0;
  const logs = new Float64Array(largestCount(answers));
  const chances = new Float64Array(logs.length);
  for (const { model, category } of answers) {
    const count = model.categoryCount;
    model.logProbabilities(theta, logs);
    let expected = 0;
    for (let k = 0; k < count; k++) {
      const log = logs[k] as number;
      const chance = exp(log);
      chances[k] = chance;
      expected += chance * log;
    }
    for (let k = 0; k < count; k++) {
      const distance = (logs[k] as number) - expected;
      variance += (chances[k] as number) * distance * distance;
    }
    deviation += (logs[category] as number) - expected;
  }
  return variance > LEAST_VARIANCE ? ok(deviation / Math.sqrt(variance)) : err("no_variance");
}

function largestCount(answers: readonly GivenAnswer[]): number {
  return answers.reduce((most, { model }) => Math.max(most, model.categoryCount), 0);
}
