/**
 * What a start does before it serves: the first key, and samples to look at.
 *
 * @module
 */

import { authenticate } from "#usecase/authenticate.ts";
import type { Deps } from "#usecase/deps.ts";
import { makeFirstKey } from "#usecase/make-first-key.ts";
import { loadSamples } from "#usecase/load-samples.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";

import { progressOf } from "./progress.ts";
import { type ScoredSample, summaryTable } from "./summary-table.ts";

export interface FirstKey {
  /** A key that was just made, to be shown this once; null where there was one, or one was given. */
  readonly made: string | null;
  /** What a person types for a key in a shell. */
  readonly typed: string;
}

export async function prepare(deps: Deps, bootstrapKey: string | null): Promise<FirstKey> {
  const { key, tenant } = await makeFirstKey(deps, { bootstrapKey });

  const waiting = await loadSamples(deps, {
    tenant,
    onSample: ({ id, responses }) =>
      console.log(`Loading the sample ${id}: ${responses} responses.`),
  });
  if (waiting.length > 0) await scoreSamples(deps, tenant, waiting);

  if (bootstrapKey === null) return { made: key, typed: key ?? LOST };
  // It opens nothing where another key was there first.
  const caller = await authenticate(deps, bootstrapKey);
  return { made: null, typed: caller === null ? LOST : "$BOOTSTRAP_KEY" };
}

const LOST = "<the key of the first start>";

async function scoreSamples(deps: Deps, tenant: number, ids: readonly string[]): Promise<void> {
  console.log("\nScoring:");
  const width = Math.max(...ids.map((id) => id.length));
  const scored: ScoredSample[] = [];
  for (const id of ids) scored.push(await scoreSample(deps, { tenant, id, width }));
  console.log(`\n${summaryTable(scored)}\n`);
}

async function scoreSample(
  deps: Deps,
  { tenant, id, width }: { tenant: number; id: string; width: number },
): Promise<ScoredSample> {
  const progress = progressOf(id, width);
  const from = performance.now();
  const scored = await scoreAssessment(deps, {
    tenant,
    id,
    revision: null,
    onProgress: (now) => progress.at(now.scored, now.total),
  });
  const ms = performance.now() - from;
  progress.end();
  if (!scored.ok || scored.value.summary === null) {
    throw new Error(`the sample ${id} could not be scored: ${JSON.stringify(scored)}`);
  }
  return { id, summary: scored.value.summary, ms };
}
