import type { Context } from "hono";

import type { Result } from "#result";

import type { AppEnv } from "./app-env.ts";
import type { Failure } from "./failure.ts";

export async function readJsonBody(c: Context<AppEnv>): Promise<Result<unknown, Failure>> {
  throw c;
}
