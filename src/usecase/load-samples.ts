/**
 * Gives a new database something to look at.
 *
 * @module
 */

import { defineAssessment } from "./define-assessment.ts";
import type { Deps } from "./deps.ts";
import { listAssessments } from "./list-assessments.ts";
import { lsat7 } from "./samples/lsat-7.ts";
import type { Sample } from "./samples/sample.ts";
import { simulatedExam } from "./samples/simulated-exam.ts";
import { scoredRun } from "./scored-revision.ts";
import { submitResponses } from "./submit-responses.ts";
import type { SubmittedRow } from "./submitted-row.ts";

const SAMPLES: readonly Sample[] = [lsat7, simulatedExam];

const ROWS_AT_ONCE = 1_000;

interface LoadSamplesInput {
  readonly tenant: number;
  /** Told before a sample is loaded. */
  readonly onSample?: (sample: { readonly id: string; readonly responses: number }) => void;
}

/**
 * Loads the samples where there are no other assessments. Goes on where an
 * earlier start was broken off, and does nothing once all is loaded.
 *
 * @returns The ids of the samples that wait to be scored.
 */
export async function loadSamples(
  deps: Deps,
  { tenant, onSample }: LoadSamplesInput,
): Promise<readonly string[]> {
  const stored = await responsesById(deps, tenant);
  if (stored === null) return [];

  const waiting: string[] = [];
  for (const sample of SAMPLES) {
    if ((stored.get(sample.id) ?? 0) < sample.responses) {
      onSample?.(sample);
      await load(deps, tenant, sample);
    }
    const run = await scoredRun(deps, { tenant, id: sample.id, revision: null });
    if (!run.ok) waiting.push(sample.id);
  }
  return waiting;
}

/** How many responses each sample has; null where someone has assessments of their own. */
async function responsesById(
  deps: Deps,
  tenant: number,
): Promise<ReadonlyMap<string, number> | null> {
  const limit = SAMPLES.length + 1;
  const listed = await listAssessments(deps, { tenant, cursor: null, limit });
  if (!listed.ok) throw new Error(`samples: ${JSON.stringify(listed.error)}`);
  const { assessments } = listed.value;
  const ids = new Set(SAMPLES.map(({ id }) => id));
  if (!assessments.every(({ id }) => ids.has(id))) return null;
  return new Map(assessments.map(({ id, responses }) => [id, responses]));
}

async function load(deps: Deps, tenant: number, sample: Sample): Promise<void> {
  const { id, definition } = sample;
  const defined = await defineAssessment(deps, { tenant, id, definition, ifMatch: null });
  if (!defined.ok) throw new Error(`sample ${id}: ${JSON.stringify(defined.error)}`);
  const submitted = await submitResponses(deps, { tenant, id, rows: () => rowsOf(sample) });
  if (!submitted.ok || submitted.value.rejected > 0) {
    throw new Error(`sample ${id}: ${JSON.stringify(submitted)}`);
  }
}

async function* rowsOf(sample: Sample): AsyncGenerator<readonly SubmittedRow[]> {
  let rows: SubmittedRow[] = [];
  let line = 0;
  for (const value of sample.rows()) {
    line++;
    rows.push({ line, value });
    if (rows.length < ROWS_AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}
