import type { Db } from "#store/db.ts";
import { isPassingFault } from "#store/passing-fault.ts";
import type { Deps, Limits } from "#usecase/deps.ts";
import { createLifetime } from "#usecase/lifetime.ts";
import type { Observation } from "#usecase/observation.ts";

import { testCache } from "./test-cache.ts";

/** What use cases need, over a database of the test's; log and observations are kept for reading. */
export function testDeps(
  db: Db,
  limits: Partial<Limits> = {},
): Deps & { readonly logged: Logged[]; readonly observed: Observation[] } {
  const observed: Observation[] = [];
  const logged: Logged[] = [];
  return {
    db,
    cache: testCache(),
    now: () => performance.timeOrigin + performance.now(),
    log: (level, event, fields = {}) => {
      logged.push({ level, event, fields });
    },
    limits: {
      batchSize: null,
      lanes: 4,
      sequential: false,
      memoryLimitBytes: 512 * 1024 * 1024,
      staleRunMs: 30_000,
      ...limits,
    },
    lifetime: createLifetime(),
    observe: (event) => void observed.push(event),
    metrics: null,
    rateLimit: null,
    keepOpen: () => {},
    isPassingFault,
    logged,
    observed,
  };
}

export interface Logged {
  readonly level: string;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}
