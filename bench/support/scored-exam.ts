/**
 * Scoring an exam that is stored, over HTTP, again and again.
 *
 * @module
 */

import type { AssayClient } from "./assay-client.ts";
import type { ExamForm } from "./exam.ts";
import { medianOf } from "./measure.ts";

const ID = "exam";

/** A form and how many responses to it there are. */
export interface Exam {
  readonly form: ExamForm;
  readonly count: number;
}

/** @param lines A file of responses as NDJSON. */
export async function submitExam(assay: AssayClient, form: ExamForm, lines: string): Promise<void> {
  await assay.define(ID, form.definition("whole run"));
  await assay.submitLines(ID, lines);
}

/**
 * Median milliseconds of a run. Results are kept, so only a new revision gives
 * a run anything to score.
 *
 * @param reset Runs before each, untimed.
 */
export async function medianScoring(
  assay: AssayClient,
  { form, count }: Exam,
  { runs, reset }: { readonly runs: number; readonly reset: () => Promise<void> },
): Promise<number> {
  let revision = 0;
  return medianOf(
    runs,
    async () => {
      const { summary } = await assay.score(ID);
      if (summary?.responses !== count) throw new Error("not every response was scored");
    },
    async () => {
      await assay.define(ID, form.definition(`whole run ${++revision}`));
      await reset();
    },
  );
}
