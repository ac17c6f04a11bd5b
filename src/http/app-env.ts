/**
 * What every handler can reach: its dependencies are Hono's bindings.
 *
 * @module
 */

import type { Caller } from "#usecase/authenticate.ts";
import type { Deps } from "#usecase/deps.ts";

export interface AppEnv {
  Bindings: Deps;
  Variables: {
    /** In the answer's `X-Request-Id`, in problems of status 5xx and in the log. */
    requestId: string;
    /** Under `/v1` and on `/metrics` only. */
    caller: Caller;
  };
}
