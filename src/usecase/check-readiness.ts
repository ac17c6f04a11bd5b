/**
 * Whether requests can be served now.
 *
 * @module
 */

import { anyApiKey } from "#store/api-keys.ts";

import type { Deps } from "./deps.ts";

/** Longer than a busy database takes, shorter than whoever asks is likely to wait. */
const PATIENCE_MS = 3_000;

/** Whether the database answers a query on its tables in time. */
export async function checkReadiness(deps: Pick<Deps, "db">): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, PATIENCE_MS, false);
  const answers = anyApiKey(deps.db).then(
    () => true,
    () => false,
  );
  const ready = await Promise.race([answers, tooLate]);
  clearTimeout(timer);
  return ready;
}
