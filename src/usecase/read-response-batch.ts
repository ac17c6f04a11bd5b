/**
 * Fetches a batch of responses in the shape that scoring takes.
 *
 * @module
 */

import { needsAttributes, type Plan, type ResponseBatch } from "#engine/scoring/plan.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { type BatchRows, readBatch, readBatchByRow } from "#store/responses.ts";

import type { OrdinalRange } from "./batch-ranges.ts";
import type { Deps } from "./deps.ts";

export interface ResponseSource {
  readonly key: AssessmentKey;
  readonly plan: Plan;
  /** Whether attributes are read too; left out, where the plan needs them. */
  readonly withAttributes?: boolean;
}

/**
 * One aggregated query; where that fails or finds rows of several lengths, the
 * plain row-by-row read of the same range serves, with the same bytes.
 *
 * @param onFallback Told when the plain read had to serve.
 * @throws RangeError when responses of the range are missing.
 */
export async function readResponseBatch(
  deps: Pick<Deps, "db" | "isPassingFault">,
  source: ResponseSource,
  range: OrdinalRange,
  onFallback: () => void,
): Promise<ResponseBatch> {
  const { key, plan } = source;
  const withAttributes = source.withAttributes ?? needsAttributes(plan);
  let read = await aggregated(deps, key, range, withAttributes);
  if (read === null) {
    onFallback();
    read = await readBatchByRow(deps.db, key, range, plan.rowLength, withAttributes);
  }
  const count = range.to - range.from + 1;
  if (read.count !== count) {
    throw new RangeError(`responses ${range.from} to ${range.to} are not all there`);
  }
  const rows = fitRows(read, plan.rowLength);
  const hasGaps = read.hasGaps || read.rowLength < plan.rowLength;
  const batch = { count, rows, hasGaps, fromOrdinal: range.from };
  return read.attributes === undefined ? batch : { ...batch, attributes: read.attributes };
}

async function aggregated(
  deps: Pick<Deps, "db" | "isPassingFault">,
  key: AssessmentKey,
  { from, to }: OrdinalRange,
  withAttributes: boolean,
): Promise<BatchRows | null> {
  try {
    return await readBatch(deps.db, key, from, to, withAttributes);
  } catch (error) {
    // What may pass is tried again by the caller, with the same statement.
    if (deps.isPassingFault(error)) throw error;
    return null;
  }
}

/** Rows from before the layout grew end in zeros: their later items did not exist. */
function fitRows({ count, rows, rowLength }: BatchRows, wanted: number): Uint8Array {
  if (rowLength === wanted) return rows;
  const fitted = new Uint8Array(count * wanted);
  const kept = Math.min(rowLength, wanted);
  for (let row = 0; row < count; row++) {
    fitted.set(rows.subarray(row * rowLength, row * rowLength + kept), row * wanted);
  }
  return fitted;
}
