/**
 * What a person can set, read from the environment once at the door.
 *
 * @module
 */

import * as v from "valibot";

import { err, ok, type Result } from "#result";

export type Settings = v.InferOutput<typeof Environment>;

/** One line of `--help` and of the README. A new setting needs an entry here and in `Environment`. */
interface Described {
  readonly name: keyof Settings;
  readonly fallback: string;
  readonly what: string;
}

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,15}$/, message),
    v.transform(Number),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
}

const Environment = v.object({
  HOST: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:_-]+$/, "must be a host name or an address")),
    "127.0.0.1",
  ),
  PORT: v.optional(wholeNumber(0, 65_535), "3000"),
  DATA_DIR: v.optional(v.string(), ".data"),
  DATABASE_URL: v.optional(
    v.pipe(v.string(), v.check(isPostgresUrl, "must be a URL that begins with postgres://")),
  ),
  BOOTSTRAP_KEY: v.optional(
    v.pipe(
      v.string(),
      v.minLength(32, "must have at least 32 characters"),
      v.maxLength(512, "must have at most 512 characters"),
      v.regex(/^[\x21-\x7e]+$/, "must be of printable ASCII characters without spaces"),
    ),
  ),
  UPSTASH_REDIS_REST_URL: v.optional(
    v.pipe(v.string(), v.check(isHttpUrl, "must be a URL that begins with https:// or http://")),
  ),
  UPSTASH_REDIS_REST_TOKEN: v.optional(
    v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/, "must be of printable ASCII without spaces")),
  ),
  CACHE_TTL_SECONDS: v.optional(wholeNumber(1, 86_400), "3600"),
  BATCH_SIZE: v.optional(wholeNumber(1, 100_000)),
  LANES: v.optional(wholeNumber(1, 64)),
  SCORING: v.optional(
    v.picklist(["parallel", "sequential"], "must be parallel or sequential"),
    "parallel",
  ),
  MEMORY_LIMIT_MB: v.optional(wholeNumber(16, 1_048_576), "256"),
  RATE_LIMIT_PER_MINUTE: v.optional(wholeNumber(0, 1_000_000_000), "1000000"),
  LOG_LEVEL: v.optional(
    v.picklist(
      ["debug", "info", "warn", "error", "silent"],
      "must be debug, info, warn, error or silent",
    ),
    "info",
  ),
});

export const SETTINGS: readonly Described[] = [
  { name: "HOST", fallback: "127.0.0.1", what: "Address to listen on." },
  { name: "PORT", fallback: "3000", what: "Port to listen on; 0 takes a free one." },
  { name: "DATA_DIR", fallback: ".data", what: "Folder of the embedded database." },
  {
    name: "DATABASE_URL",
    fallback: "none: embedded",
    what: "PostgreSQL to use instead: postgres://user:password@host/name.",
  },
  {
    name: "BOOTSTRAP_KEY",
    fallback: "none: one is made",
    what: "The first key, 32 characters or more. Ignored once a key exists.",
  },
  {
    name: "UPSTASH_REDIS_REST_URL",
    fallback: "none: in memory",
    what: "Upstash Redis to cache in, by REST; for several processes on one database.",
  },
  {
    name: "UPSTASH_REDIS_REST_TOKEN",
    fallback: "none",
    what: "Its token.",
  },
  {
    name: "CACHE_TTL_SECONDS",
    fallback: "3600",
    what: "How long a summary is cached, unless a run ends sooner.",
  },
  {
    name: "BATCH_SIZE",
    fallback: "a tenth of the run, 100 to 2500",
    what: "Responses that one query reads and one statement writes.",
  },
  { name: "LANES", fallback: "4; embedded 1", what: "Batches at work at the same time." },
  { name: "SCORING", fallback: "parallel", what: "parallel, or sequential: one batch at a time." },
  {
    name: "MEMORY_LIMIT_MB",
    fallback: "256",
    what: "What a run may hold; lanes and batches shrink to fit.",
  },
  {
    name: "RATE_LIMIT_PER_MINUTE",
    fallback: "1000000",
    what: "Requests with one key in a minute, by all processes that share a Redis, else by each; 0 is no limit.",
  },
  {
    name: "LOG_LEVEL",
    fallback: "info",
    what: "debug, info, warn, error or silent. The log goes to stderr, one JSON a line.",
  },
];

/** The settings, or one line about the first that is wrong. A value is never repeated: it may be a secret. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Settings, string> {
  // An empty variable is how compose files and shells say "not set".
  const given = Object.entries(environment).filter(([, value]) => value !== "");
  const parsed = v.safeParse(Environment, Object.fromEntries(given));
  if (parsed.success) return wholeRedis(parsed.output);

  const [issue] = parsed.issues;
  return err(`${v.getDotPath(issue) ?? "A setting"} ${issue.message}.`);
}

/** A URL without its token would be a cache that refuses every question. */
function wholeRedis(settings: Settings): Result<Settings, string> {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = settings;
  if ((url === undefined) === (token === undefined)) return ok(settings);
  return err("UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN must be set together.");
}

function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === "https:" || url?.protocol === "http:";
}

function isPostgresUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === "postgres:" || url?.protocol === "postgresql:";
}
