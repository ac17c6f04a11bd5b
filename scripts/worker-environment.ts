/**
 * An environment of wrangler.toml.
 *
 * @module
 */

import * as v from "valibot";

export const ENVIRONMENTS = ["staging", "production"] as const;

export type EnvironmentName = (typeof ENVIRONMENTS)[number];

const Environment = v.object({
  hyperdrive: v.tuple([v.object({ binding: v.literal("HYPERDRIVE"), id: v.string() })]),
});

const Configuration = v.object({
  env: v.object({ staging: Environment, production: Environment }),
});

/** What stands where nobody has put an id yet. */
const NO_ID = /^0+$/;

/** The id of the environment's Hyperdrive; null before one was put in. */
export function hyperdriveId(toml: string, environment: EnvironmentName): string | null {
  const { env } = v.parse(Configuration, Bun.TOML.parse(toml));
  const [{ id }] = env[environment].hyperdrive;
  return NO_ID.test(id) ? null : id;
}

/** Whether `wrangler hyperdrive get` says that reads come from the database each time. */
export function isUncached(answer: string): boolean {
  const json = /\{.*\}/s.exec(answer)?.[0] ?? "{}";
  const config = v.parse(
    v.object({ caching: v.optional(v.object({ disabled: v.optional(v.boolean()) })) }),
    JSON.parse(json),
  );
  return config.caching?.disabled === true;
}
