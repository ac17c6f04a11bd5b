/** The real process, as a person starts it. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { reading } from "../support/printed.ts";

const MAKES_DATABASE_MS = 120_000;
const STARTS_MS = 60_000;

let folder: string;
let dataDir: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-"));
  // Its parent is not there yet.
  dataDir = join(folder, "deep", "data");
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(args: readonly string[], settings: Record<string, string> = {}) {
  return Bun.spawn([process.execPath, "src/entry/bun.ts", ...args], {
    env: { PATH: process.env["PATH"], DATA_DIR: dataDir, PORT: "0", ...settings },
    stdout: "pipe",
    stderr: "pipe",
  });
}

async function run(args: readonly string[], settings: Record<string, string> = {}) {
  const child = start(args, settings);
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { out, err, code };
}

describe("the first start", () => {
  let key = "";

  test(
    "makes a key, scores the samples, prints their figures and exits 0 with --once",
    async () => {
      const { out, err, code } = await run(["--once"]);
      expect({ err, code }).toEqual({ err: "", code: 0 });
      expect(out).toMatch(/^ {2}lsat-7 +1000 +5 +3\.707 +1\.198577 +4 +0\.45340874 +\d+ ms$/m);
      expect(out).toMatch(/^ {2}simulated-exam +10000 +40 +22\.5985 +6\.625322 +23 +0\.82503428 /m);
      expect(out).toMatch(/^Key {3}assay_[0-9a-f]{64} /m);
      expect(out.split("\n").length).toBeLessThan(20);
      key = /assay_[0-9a-f]{64}/.exec(out)?.[0] ?? "";
    },
    MAKES_DATABASE_MS,
  );

  test(
    "a later one prints no key and no figures, and says where things are",
    async () => {
      const { out, code } = await run(["--once"]);
      expect({ out, code }).toEqual({ out: `Data  ${dataDir}\n`, code: 0 });
    },
    STARTS_MS,
  );

  test(
    "serves with the key, keeps others out of its folder, and stops on SIGTERM",
    async () => {
      const child = start([]);
      const origin = await reading(child.stdout).origin();
      const headers = { authorization: `Bearer ${key}` };
      const summary = await fetch(`${origin}/v1/assessments/lsat-7/summary`, { headers });
      expect(await summary.json()).toMatchObject({ summary: { responses: 1000, mean: 3.707 } });
      expect(summary.headers.get("ratelimit-policy")).toBe('"key";q=1000000;w=60');

      const second = await run([]);
      expect(second).toEqual({
        out: "",
        err: `Another process uses the data in ${dataDir}. Stop it, or set DATA_DIR.\n`,
        code: 1,
      });

      child.kill("SIGTERM");
      expect(await child.exited).toBe(0);
      // A line for the one request, and no other.
      const log = (await new Response(child.stderr).text()).trimEnd().split("\n");
      expect(log.map((line) => JSON.parse(line))).toMatchObject([
        { level: 30, msg: "request", route: "/v1/assessments/:id/summary", status: 200 },
      ]);
    },
    STARTS_MS,
  );

  test(
    "says in one line that the port is in use",
    async () => {
      const other = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("") });
      const { out, err, code } = await run([], { PORT: String(other.port) });
      const line = `Port ${other.port} of 127.0.0.1 is in use. Set PORT to another.\n`;
      await other.stop(true);
      expect({ out, err, code }).toEqual({ out: "", err: line, code: 1 });
    },
    STARTS_MS,
  );
});

test(
  "a BOOTSTRAP_KEY opens the door and is never printed",
  async () => {
    const bootstrapKey = "a-key-that-somebody-chose-themselves";
    const settings = { DATA_DIR: join(folder, "bootstrap"), BOOTSTRAP_KEY: bootstrapKey };
    const child = start([], { ...settings, LOG_LEVEL: "debug" });
    const shown = reading(child.stdout);
    const origin = await shown.origin();
    const headers = { authorization: `Bearer ${bootstrapKey}` };
    expect((await fetch(`${origin}/v1/assessments`, { headers })).status).toBe(200);
    child.kill("SIGINT");
    expect(await child.exited).toBe(0);
    const printed = (await shown.all()) + (await new Response(child.stderr).text());
    expect(printed).toContain("$BOOTSTRAP_KEY");
    expect(printed).toContain('"route":"/v1/assessments"');
    expect(printed).not.toContain(bootstrapKey);
  },
  MAKES_DATABASE_MS,
);

describe("wrong use ends with one line and code 2", () => {
  test.each([
    [[], { PORT: "x" }, "PORT must be a whole number from 0 to 65535.\n"],
    [["--once"], { SCORING: "fast" }, "SCORING must be parallel or sequential.\n"],
    [["--twice"], {}, "Only --once or --help can be given; settings come from the environment.\n"],
  ])("%j %j", async (args, settings, err) => {
    expect(await run(args, settings as Record<string, string>)).toEqual({ out: "", err, code: 2 });
  });
});

test("--help lists the settings", async () => {
  const { out, code } = await run(["--help"]);
  expect(code).toBe(0);
  expect(out).toContain("MEMORY_LIMIT_MB");
});

test(
  "a database that cannot be reached is one line without its password",
  async () => {
    const url = "postgres://user:hunter2@127.0.0.1:1/assay";
    const { err, code } = await run(["--once"], { DATABASE_URL: url });
    expect(err).toStartWith("The database at postgres://127.0.0.1:1/assay cannot be used: ");
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(err).not.toContain("hunter2");
    expect(code).toBe(1);
  },
  STARTS_MS,
);
