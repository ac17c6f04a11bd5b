import type { ThetaJudge } from "../scales/theta-judge.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";

/** What a band set or condition says of every ability; -1 where there is none. O(responses * cuts). */
export function thetaVerdicts({ irtIndex, ofTheta }: ThetaJudge, { thetas }: ScoredBatch) {
  const estimates = thetas?.[irtIndex];
  if (estimates === undefined) throw new RangeError(`no abilities of entry ${irtIndex}`);
  return Int32Array.from(estimates.theta, (theta) => ofTheta(theta));
}
