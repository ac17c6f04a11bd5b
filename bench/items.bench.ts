/**
 * Item analysis: of counts by the engine against a plain implementation that
 * reads every response, on Bun and on Node; over HTTP, cold and cached; and the
 * counting of covariances of all pairs of items.
 *
 * @module
 */

import { measureEndpoint } from "./items/endpoint.ts";
import { itemsSection } from "./items/section.ts";
import type { CovarianceTimes, ItemTimes } from "./kernel/item-times.ts";
import { onBothRuntimes } from "./support/on-both-runtimes.ts";
import { startScratchPostgres } from "./support/scratch-postgres.ts";
import type { BenchOptions, Section } from "./support/section.ts";

export async function itemsBench({ small }: BenchOptions): Promise<Section> {
  const count = small ? 50_000 : 1_000_000;
  const entry = new URL("./kernel/time-items.ts", import.meta.url);
  const ofCovariances = new URL("./kernel/time-covariances.ts", import.meta.url);
  // A process for each, so that none warms up the engine for another.
  const plain = await onBothRuntimes<ItemTimes>(entry, [count, "plain"]);
  const scales = await onBothRuntimes<ItemTimes>(entry, [count, "scales"]);
  const covariances = await onBothRuntimes<CovarianceTimes>(ofCovariances, [count]);
  const database = await startScratchPostgres();
  try {
    const endpoint = await measureEndpoint(database, count);
    return itemsSection({ count, plain, scales, covariances, endpoint, database });
  } finally {
    await database.stop();
  }
}
