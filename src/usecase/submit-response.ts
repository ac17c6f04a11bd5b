/**
 * Takes one response into an assessment.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { responseEncoder } from "#engine/answers/response-encoder.ts";
import type { RowFault } from "#engine/answers/row-fault.ts";
import type { Outcome } from "#store/insert-responses.ts";

import type { Deps } from "./deps.ts";
import type { AssessmentNotFound } from "./failures.ts";
import type { Observation } from "./observation.ts";
import { storeChunk } from "./store-chunk.ts";
import { type SubmissionOutcome, SubmissionQueue } from "./submission-queue.ts";
import { submissionTarget } from "./submission-target.ts";

export interface SubmitResponseInput {
  readonly tenant: number;
  readonly id: string;
  readonly response: unknown;
}

export interface ResponseInvalid {
  readonly code: "response_invalid";
  /** What is wrong, as a code. */
  readonly fault: string;
  readonly path: string;
  readonly message: string;
}

/** The candidate's attempt is stored already, with other content. */
export interface ResponseConflict {
  readonly code: "response_conflict";
}

export type SubmitResponseFailure = AssessmentNotFound | ResponseInvalid | ResponseConflict;

/** Stores a response; the same content again is a duplicate, and fine. */
export async function submitResponse(
  deps: Deps,
  input: SubmitResponseInput,
): Promise<Result<{ readonly outcome: "accepted" | "duplicate" }, SubmitResponseFailure>> {
  const outcome = await queueOf(deps, input).add(input.response);
  if (outcome.kind !== "assessment_not_found") deps.observe(ingested(outcome.kind));
  switch (outcome.kind) {
    case "accepted":
    case "duplicate":
      return ok({ outcome: outcome.kind });
    case "conflict":
      return err({ code: "response_conflict" });
    case "assessment_not_found":
      return err({ code: "assessment_not_found", id: input.id });
    case "invalid": {
      const { code, path, message } = outcome.fault;
      return err({ code: "response_invalid", fault: code, path, message });
    }
  }
}

function ingested(outcome: "accepted" | "duplicate" | "conflict" | "invalid"): Observation {
  const accepted = outcome === "accepted" ? 1 : 0;
  const duplicates = outcome === "duplicate" ? 1 : 0;
  return { kind: "ingested", accepted, duplicates, rejected: 1 - accepted - duplicates };
}

function queueOf(deps: Deps, { tenant, id }: SubmitResponseInput): SubmissionQueue {
  const { submissions } = deps.lifetime;
  const name = `${tenant}/${id}`;
  const present = submissions.get(name);
  if (present !== undefined) return present;
  const queue = new SubmissionQueue(
    (responses) => storeTogether(deps, { tenant, id }, responses),
    () => submissions.delete(name),
  );
  submissions.set(name, queue);
  return queue;
}

async function storeTogether(
  deps: Deps,
  assessment: { readonly tenant: number; readonly id: string },
  responses: readonly unknown[],
): Promise<readonly SubmissionOutcome[]> {
  const target = await submissionTarget(deps, assessment);
  if (!target.ok) return responses.map(() => ({ kind: "assessment_not_found" }));

  const { definition, layout, book } = target.value;
  const encoder = responseEncoder(layout, definition, book);
  const faults = responses.map((response, index) => encoder.add(index, response));
  if (encoder.count === 0) return outcomesOf(faults, []);
  const stored = await storeChunk(deps, target.value, encoder.take());
  return outcomesOf(faults, stored);
}

/** Stored outcomes are those of the responses without a fault, in order. */
function outcomesOf(
  faults: readonly (RowFault | null)[],
  stored: readonly Outcome[],
): SubmissionOutcome[] {
  let next = 0;
  return faults.map((fault) => {
    if (fault !== null) return { kind: "invalid", fault };
    return { kind: stored[next++] as Outcome };
  });
}
