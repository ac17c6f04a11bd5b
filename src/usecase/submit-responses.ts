/**
 * Takes a stream of responses into an assessment.
 *
 * @module
 */

import { ok, type Result } from "#result";
import type { EncodedChunk } from "#engine/answers/encoded-chunk.ts";
import { type ResponseEncoder, responseEncoder } from "#engine/answers/response-encoder.ts";
import type { RowFault } from "#engine/answers/row-fault.ts";
import { type AnswerForm, answerForm } from "#engine/definition/answer-form.ts";

import type { Deps } from "./deps.ts";
import type { AssessmentNotFound } from "./failures.ts";
import { storeChunk } from "./store-chunk.ts";
import { SubmissionReport, type SubmissionReportView } from "./submission-report.ts";
import { submissionTarget, type Target } from "./submission-target.ts";
import type { SubmittedRow } from "./submitted-row.ts";

export interface SubmitResponsesInput {
  readonly tenant: number;
  readonly id: string;
  /** Opens the body; the types of the newest items say how text becomes answers. */
  readonly rows: (items: ReadonlyMap<string, AnswerForm>) => AsyncIterable<readonly SubmittedRow[]>;
}

/** Responses in one transaction. */
const CHUNK_RESPONSES = 5_000;
const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * Stores good rows and reports bad ones. Each chunk is stored whole or not at
 * all, one after the other, while the next is being read; sending everything
 * again is safe. Memory does not grow with the number of rows.
 */
export async function submitResponses(
  deps: Deps,
  input: SubmitResponsesInput,
): Promise<Result<SubmissionReportView, AssessmentNotFound>> {
  const target = await submissionTarget(deps, input);
  if (!target.ok) return target;

  const { definition, layout, book } = target.value;
  const encoder = responseEncoder(layout, definition, book);
  const forms = new Map(definition.items.map((item) => [item.id, answerForm(item)]));
  const report = new SubmissionReport();
  const writer = new ChunkWriter(deps, target.value, report);
  try {
    await take(input.rows(forms), { encoder, report, writer });
  } finally {
    deps.observe({ kind: "ingested", ...report.counts() });
  }
  return ok(report.view());
}

interface Taking {
  readonly encoder: ResponseEncoder;
  readonly report: SubmissionReport;
  readonly writer: ChunkWriter;
}

async function take(
  body: AsyncIterable<readonly SubmittedRow[]>,
  { encoder, report, writer }: Taking,
): Promise<void> {
  try {
    for await (const rows of body) {
      encodeRows(encoder, rows, report);
      if (isFull(encoder)) await writer.write(encoder.take());
    }
  } catch (error) {
    // A body that breaks off is answered once nothing of it is under way any more.
    await writer.finish();
    throw error;
  }
  if (encoder.count > 0) await writer.write(encoder.take());
  await writer.finish();
}

function encodeRows(
  encoder: ResponseEncoder,
  rows: readonly SubmittedRow[],
  report: SubmissionReport,
): void {
  for (const row of rows) {
    const fault: RowFault | null = "fault" in row ? row.fault : encoder.add(row.line, row.value);
    if (fault !== null) report.reject(fault);
  }
}

function isFull(encoder: ResponseEncoder): boolean {
  return encoder.count >= CHUNK_RESPONSES || encoder.bytes >= CHUNK_BYTES;
}

/** Writes one chunk at a time, in order, while its caller prepares the next. */
class ChunkWriter {
  readonly #deps: Deps;
  readonly #target: Target;
  readonly #report: SubmissionReport;
  #underWay: Promise<void> = Promise.resolve();

  constructor(deps: Deps, target: Target, report: SubmissionReport) {
    this.#deps = deps;
    this.#target = target;
    this.#report = report;
  }

  async write(chunk: EncodedChunk): Promise<void> {
    await this.#underWay;
    this.#underWay = this.#store(chunk);
    // Awaited before the next chunk; until then a failure must not count as unhandled.
    this.#underWay.catch(() => {});
  }

  async finish(): Promise<void> {
    await this.#underWay;
  }

  async #store(chunk: EncodedChunk): Promise<void> {
    const outcomes = await storeChunk(this.#deps, this.#target, chunk);
    this.#report.count(chunk, outcomes);
  }
}
