/**
 * How a run is cut into batches.
 *
 * @module
 */

import type { Layout } from "#engine/answers/layout.ts";

import type { Limits } from "./deps.ts";

/** Ordinals from..to, both included. */
export interface OrdinalRange {
  readonly from: number;
  readonly to: number;
}

export interface BatchShape {
  /** Responses in a batch. */
  readonly size: number;
  readonly lanes: number;
}

/** Batches that a run takes up at a time: between two saves of its tally. */
const SEGMENT_BATCHES = 100;
/**
 * Few enough that a batch's own cost (two statements, their trips, a commit) is
 * small beside its responses'; enough that every lane has some.
 */
const BATCHES_OF_A_RUN = 10;
const LEAST_BATCH = 100;
/** Above it a run hardly gets faster, and holds more. */
export const GREATEST_BATCH = 2_500;
const GREATEST_BATCH_BYTES = 4 * 1024 * 1024;
/**
 * What a byte of a row costs while its batch is under way: fetched as
 * hexadecimal text, decoded, and its share of levels and results.
 */
const BYTES_PER_ROW_BYTE = 8;
/** Results of a response: numbers, and the text they are written as. */
const BYTES_PER_RESPONSE = 256;

/**
 * A tenth of the run, within 100 to 2,500 responses, within 4 MiB of row
 * bytes, and lanes times batches within the memory limit: first lanes shrink,
 * then batches.
 */
export function batchShape(responses: number, rowLength: number, limits: Limits): BatchShape {
  const share = Math.ceil(responses / BATCHES_OF_A_RUN);
  const wanted = limits.batchSize ?? clamp(share, LEAST_BATCH, GREATEST_BATCH);
  const bySize = Math.floor(GREATEST_BATCH_BYTES / Math.max(1, rowLength));
  const size = Math.max(1, Math.min(wanted, bySize));
  const bytesEach = rowLength * BYTES_PER_ROW_BYTE + BYTES_PER_RESPONSE;
  const affordable = Math.max(1, Math.floor(limits.memoryLimitBytes / bytesEach));
  const wantedLanes = limits.sequential ? 1 : limits.lanes;
  const lanes = clamp(Math.floor(affordable / size), 1, wantedLanes);
  return { size: Math.min(size, Math.max(1, Math.floor(affordable / lanes))), lanes };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Batches that cover a range in order; none crosses a step of the layout. */
function* batchRanges(
  range: OrdinalRange,
  size: number,
  steps: Layout["steps"],
): Generator<OrdinalRange> {
  const boundaries = steps.map((step) => step.fromOrdinal).filter((from) => from > range.from);
  let from = range.from;
  while (from <= range.to) {
    const next = boundaries.find((boundary) => boundary > from) ?? Number.POSITIVE_INFINITY;
    const to = Math.min(from + size - 1, range.to, next - 1);
    yield { from, to };
    from = to + 1;
  }
}

/** The batches that a range begins with, as many as are taken up at a time. */
export function nextSegment(
  range: OrdinalRange,
  size: number,
  steps: Layout["steps"],
): OrdinalRange[] {
  const segment: OrdinalRange[] = [];
  for (const batch of batchRanges(range, size, steps)) {
    segment.push(batch);
    if (segment.length === SEGMENT_BATCHES) break;
  }
  return segment;
}
