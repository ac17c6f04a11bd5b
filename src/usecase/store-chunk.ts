import type { EncodedChunk } from "#engine/answers/encoded-chunk.ts";
import { insertResponses, type Outcome } from "#store/insert-responses.ts";

import type { Deps } from "./deps.ts";
import { internChunk } from "./intern-chunk.ts";
import { retry } from "./retry.ts";
import type { Target } from "./submission-target.ts";

/**
 * Stores a chunk: all of its new responses or none. Sending it again is safe, so
 * a failure that may pass is tried again; a commit whose outcome was lost then
 * shows up as duplicates.
 *
 * @returns One outcome a response, in the chunk's order.
 */
export async function storeChunk(
  deps: Pick<Deps, "db" | "isPassingFault">,
  target: Target,
  chunk: EncodedChunk,
): Promise<readonly Outcome[]> {
  const { rowLength, version } = target.layout;
  return await retry(deps, async () => {
    await internChunk(deps, target, chunk);
    return await insertResponses(deps.db, target.key, {
      ...chunk,
      rowLength,
      layoutVersion: version,
    });
  });
}
