import { readTally } from "#store/tallies.ts";
import type { Deps } from "#usecase/deps.ts";
import { scoredRevision } from "#usecase/scored-revision.ts";
import { scoreToWatermark } from "#usecase/score-to-watermark.ts";
import { StageClock } from "#usecase/stage-clock.ts";

import { must } from "./must.ts";

/** As a run does that is still going on, or fails at its end, and has come so far. */
export async function countWithoutRun(
  deps: Deps,
  assessment: { readonly tenant: number; readonly id: string },
  to: { readonly upto?: number; readonly ratings?: number },
): Promise<void> {
  const { key, run, layout, plan } = must(
    await scoredRevision(deps, { ...assessment, revision: null }),
  );
  const { upto = run.upto, ratings = 0 } = to;
  const clock = new StageClock(() => 0);
  const scoring = { key, revision: run.revision, plan, clock, ratings };
  const tally = await readTally(deps.db, key, run.revision);
  must(await scoreToWatermark(deps, scoring, { layout, upto, tally, onProgress: async () => {} }));
}
