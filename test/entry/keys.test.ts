/** `npm run keys`, as a person runs it. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KEYS_HELP } from "#entry/keys-command.ts";
import { openEmbedded } from "#entry/open-embedded.ts";
import { authenticate } from "#usecase/authenticate.ts";

import { openOnPostgres } from "../support/databases.ts";
import { must } from "../support/must.ts";
import { createPostgresDatabase } from "../support/postgres.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { testDeps } from "../support/test-deps.ts";

const PROCESSES_MS = 120_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-keys-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function keys(args: readonly string[], settings: Record<string, string>) {
  const child = Bun.spawn([process.execPath, "scripts/keys.ts", ...args], {
    env: { PATH: process.env["PATH"], ...settings },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { out, err, code };
}

interface Created {
  readonly id: number;
  readonly key: string;
}

describe("on the embedded database", () => {
  const settings = () => ({ DATA_DIR: join(folder, "embedded") });

  test(
    "a key is made, opens, is listed and revoked, and opens no more",
    async () => {
      const made = await keys(["create", "--scopes", "read", "--json"], settings());
      expect(made.code).toBe(0);
      const { id, key } = JSON.parse(made.out) as Created;
      expect(await scopesOf(key)).toEqual(["read"]);
      const audit = JSON.parse(made.err) as unknown;
      expect(audit).toMatchObject({ msg: "audit", what: "key_create", by: null, key: id });
      expect(made.err).not.toContain(key);

      const listed = await keys(["list", "--json"], settings());
      expect(JSON.parse(listed.out)).toMatchObject({
        keys: [{ id, tenant: "default", scopes: ["read"], revokedAt: null }],
      });
      expect(listed.out).not.toContain(key);

      const revoked = await keys(["revoke", String(id), "--json"], settings());
      expect({ out: revoked.out, code: revoked.code }).toEqual({
        out: `{"id":${id},"revoked":true}\n`,
        code: 0,
      });
      expect(revoked.err).toContain('"what":"key_revoke"');
      expect(await scopesOf(key)).toBeNull();
    },
    PROCESSES_MS,
  );

  test(
    "the commands of the README work",
    async () => {
      const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
        scripts: Record<string, string>;
      };
      expect(scripts["keys"]).toBe("node scripts/bun.mjs scripts/keys.ts");
      const lines = [...readFileSync("README.md", "utf8").matchAll(/^npm run keys -- (.*)$/gm)];
      const shown: string[] = [];
      for (const [, line = ""] of lines) {
        const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
          (word) => word[1] ?? word[2] ?? "",
        );
        const { out, code } = await keys(words, { ...settings(), LOG_LEVEL: "warn" });
        expect(`${line} ${code}`).toBe(`${line} 0`);
        shown.push(out);
      }
      const [created, listed, revoked, help] = shown;
      expect(created).toMatch(/^Key {6}assay_[0-9a-f]{64} {3}\(shown this once: keep it\)$/m);
      expect(created).toMatch(/^Expires {2}2099-01-31T12:00:00.000Z$/m);
      expect(listed).toMatch(/^2 +default +exam hall 3 +submit,read .* open$/m);
      expect(revoked).toStartWith("Key 2 is revoked.");
      expect(help).toContain("--scopes");
      expect(shown).toHaveLength(4);
    },
    PROCESSES_MS,
  );

  test(
    "what cannot be done is one line and code 1",
    async () => {
      const absent = await keys(["revoke", "999"], settings());
      expect(absent).toEqual({
        out: "",
        err: "There is no key 999; list shows those that there are.\n",
        code: 1,
      });
      const tenant = await keys(["list", "--tenant", "nobody"], settings());
      expect(tenant).toEqual({ out: "", err: "There is no such tenant.\n", code: 1 });
      const past = ["create", "--scopes", "read", "--expires", "2020-01-01T00:00:00Z"];
      expect(await keys(past, settings())).toEqual({
        out: "",
        err: "--expires must be a time to come.\n",
        code: 1,
      });
    },
    PROCESSES_MS,
  );

  test(
    "while another process holds it, that is said plainly",
    async () => {
      const held = must(await openEmbedded(settings().DATA_DIR));
      const refused = await keys(["list"], settings());
      await held.close();
      expect(refused).toEqual({
        out: "",
        err: `Another process uses the data in ${settings().DATA_DIR}. Stop it, or set DATA_DIR. If a server runs on it, use /v1/keys over HTTP, or stop the server first.\n`,
        code: 1,
      });
    },
    PROCESSES_MS,
  );

  async function scopesOf(key: string): Promise<readonly string[] | null> {
    const opened = must(await openEmbedded(settings().DATA_DIR));
    const caller = await authenticate(testDeps(opened.db), key);
    await opened.close();
    return caller?.scopes ?? null;
  }
});

const onPostgres = testsNeeding("PostgreSQL");

onPostgres.test(
  "on PostgreSQL, beside a server that runs, and for another tenant",
  async () => {
    const url = await createPostgresDatabase();
    const { db, close } = await openOnPostgres(url);
    const settings = { DATABASE_URL: url, LOG_LEVEL: "warn" };
    const create = ["create", "--scopes", "submit", "--tenant", "north", "--json"];
    const { id, key } = JSON.parse((await keys(create, settings)).out) as Created;
    expect(await authenticate(testDeps(db), key)).toMatchObject({ key: id, tenantName: "north" });
    expect((await keys(["list", "--tenant", "north"], settings)).out).toContain("submit");

    expect((await keys(["revoke", String(id)], settings)).code).toBe(0);
    expect(await authenticate(testDeps(db), key)).toBeNull();
    await close();
  },
  PROCESSES_MS,
);

test("a database that cannot be reached is one line without its password", async () => {
  const url = "postgres://user:hunter2@127.0.0.1:1/assay";
  const { out, err, code } = await keys(["list"], { DATABASE_URL: url });
  expect({ out, code }).toEqual({ out: "", code: 1 });
  expect(err).toMatch(
    /^The database at postgres:\/\/127\.0\.0\.1:1\/assay cannot be used: [^\n]+\n$/,
  );
}, 30_000);

test("wrong use and wrong settings are one line and code 2; --help is help", async () => {
  expect(await keys(["destroy"], {})).toEqual({
    out: "",
    err: "create, list or revoke must be given; --help tells more.\n",
    code: 2,
  });
  expect((await keys(["list"], { PORT: "x" })).code).toBe(2);
  expect(await keys(["--help"], {})).toEqual({ out: `${KEYS_HELP}\n`, err: "", code: 0 });
}, 30_000);
