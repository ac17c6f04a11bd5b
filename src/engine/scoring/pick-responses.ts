import type { ResponseBatch } from "./plan.ts";

/**
 * Some responses of a batch, as a batch of its own, for counting: its ordinals
 * are no longer those that it names.
 *
 * @param places Which, from 0, ascending.
 */
export function pickResponses(
  batch: ResponseBatch,
  places: readonly number[],
  rowLength: number,
): ResponseBatch {
  if (places.length === batch.count) return batch;
  const rows = new Uint8Array(places.length * rowLength);
  for (const [row, place] of places.entries()) {
    rows.set(batch.rows.subarray(place * rowLength, (place + 1) * rowLength), row * rowLength);
  }
  const { attributes } = batch;
  return {
    ...batch,
    count: places.length,
    rows,
    ...(attributes === undefined
      ? {}
      : { attributes: places.map((place) => attributes[place] ?? null) }),
  };
}
