import type { Limits } from "#usecase/deps.ts";

import type { Settings } from "./settings.ts";

/** A run gives a sign every second, unless a batch is being tried again. */
const STALE_RUN_MS = 30_000;

export function runLimits(settings: Settings, lanes: number): Limits {
  return {
    batchSize: settings.BATCH_SIZE ?? null,
    lanes,
    sequential: settings.SCORING === "sequential",
    memoryLimitBytes: settings.MEMORY_LIMIT_MB * 1024 * 1024,
    staleRunMs: STALE_RUN_MS,
  };
}
