import { describe, expect, test } from "bun:test";

import { helpText, readCommand } from "#entry/command-line.ts";
import { readSettings, SETTINGS } from "#entry/settings.ts";

describe("readSettings", () => {
  test("has a default for everything that needs one", () => {
    expect(readSettings({})).toEqual({
      ok: true,
      value: {
        HOST: "127.0.0.1",
        PORT: 3000,
        DATA_DIR: ".data",
        CACHE_TTL_SECONDS: 3600,
        SCORING: "parallel",
        MEMORY_LIMIT_MB: 256,
        RATE_LIMIT_PER_MINUTE: 1_000_000,
        LOG_LEVEL: "info",
      },
    });
  });

  test("reads every setting", () => {
    const given = {
      HOST: "::1",
      PORT: "0",
      DATA_DIR: "/data",
      DATABASE_URL: "postgres://u:p@host/db",
      BOOTSTRAP_KEY: "k".repeat(32),
      UPSTASH_REDIS_REST_URL: "https://cache.example",
      UPSTASH_REDIS_REST_TOKEN: "token",
      CACHE_TTL_SECONDS: "60",
      BATCH_SIZE: "250",
      LANES: "2",
      SCORING: "sequential",
      MEMORY_LIMIT_MB: "64",
      RATE_LIMIT_PER_MINUTE: "0",
      LOG_LEVEL: "debug",
    };
    const read = readSettings({ ...given, UNRELATED: "x" });
    const text = Object.fromEntries(
      Object.entries(read.ok ? read.value : {}).map(([name, value]) => [name, String(value)]),
    );
    expect(text).toEqual(given);
    expect(Object.keys(given).toSorted()).toEqual(SETTINGS.map(({ name }) => name).toSorted());
  });

  test("takes an empty variable for one that is not set", () => {
    expect(readSettings({ PORT: "", DATABASE_URL: "" })).toEqual(readSettings({}));
  });

  test.each([
    ["PORT", "70000", "PORT must be a whole number from 0 to 65535."],
    ["PORT", "3e3", "PORT must be a whole number from 0 to 65535."],
    ["PORT", "-1", "PORT must be a whole number from 0 to 65535."],
    ["HOST", "http://x", "HOST must be a host name or an address."],
    [
      "DATABASE_URL",
      "mysql://u:hunter2@h/d",
      "DATABASE_URL must be a URL that begins with postgres://.",
    ],
    ["DATABASE_URL", "hunter2", "DATABASE_URL must be a URL that begins with postgres://."],
    ["BOOTSTRAP_KEY", "hunter2", "BOOTSTRAP_KEY must have at least 32 characters."],
    [
      "BOOTSTRAP_KEY",
      `hunter2 ${"x".repeat(40)}`,
      "BOOTSTRAP_KEY must be of printable ASCII characters without spaces.",
    ],
    [
      "UPSTASH_REDIS_REST_URL",
      "redis://u:hunter2@h",
      "UPSTASH_REDIS_REST_URL must be a URL that begins with https:// or http://.",
    ],
    [
      "UPSTASH_REDIS_REST_TOKEN",
      "hunter2",
      "UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN must be set together.",
    ],
    ["CACHE_TTL_SECONDS", "0", "CACHE_TTL_SECONDS must be a whole number from 1 to 86400."],
    ["BATCH_SIZE", "0", "BATCH_SIZE must be a whole number from 1 to 100000."],
    ["LANES", "many", "LANES must be a whole number from 1 to 64."],
    ["SCORING", "fast", "SCORING must be parallel or sequential."],
    ["MEMORY_LIMIT_MB", "1", "MEMORY_LIMIT_MB must be a whole number from 16 to 1048576."],
    [
      "RATE_LIMIT_PER_MINUTE",
      "none",
      "RATE_LIMIT_PER_MINUTE must be a whole number from 0 to 1000000000.",
    ],
    ["LOG_LEVEL", "loud", "LOG_LEVEL must be debug, info, warn, error or silent."],
  ])("%s=%s is refused in one line that does not repeat it", (name, value, line) => {
    expect(readSettings({ [name]: value })).toEqual({ ok: false, error: line });
  });
});

test("the help names every setting with its default", () => {
  const lines = helpText().split("\n");
  for (const { name, fallback } of SETTINGS) {
    expect(
      lines.filter((line) => line.includes(`  ${name} `) && line.includes(fallback)),
    ).toHaveLength(1);
  }
});

test.each([
  [[], { ok: true, value: "serve" }],
  [["--once"], { ok: true, value: "once" }],
  [["--help"], { ok: true, value: "help" }],
])("%p is a command", (args, command) => {
  expect(readCommand(args)).toEqual(command as ReturnType<typeof readCommand>);
});

test.each([[["--onc"]], [["--once", "--help"]], [["constructor"]]])("%p is no command", (args) => {
  expect(readCommand(args).ok).toBe(false);
});
