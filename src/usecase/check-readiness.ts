/**
 * Whether requests can be served now.
 *
 * @module
 */

import { anyApiKey } from "#store/api-keys.ts";

import type { Deps } from "./deps.ts";
import { inTime } from "./in-time.ts";

/** Longer than a busy database takes, shorter than whoever asks is likely to wait. */
const PATIENCE_MS = 3_000;

/** Whether the database answers a query on its tables in time. */
export async function checkReadiness(deps: Pick<Deps, "db">): Promise<boolean> {
  return (await inTime(anyApiKey(deps.db), PATIENCE_MS)) !== null;
}
