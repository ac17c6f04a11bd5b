/**
 * The rooms under src/: which way imports point, and what must not appear where.
 *
 * @module
 */

import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";

import { type Import, importsOf, readSource } from "./support/source-text.ts";

interface Room {
  /** Rooms, or folders of rooms, that it may import. */
  readonly imports: readonly string[];
  /** Rooms whose types alone it may import. */
  readonly types: readonly string[];
  /** Packages that it may import; "*" is any. */
  readonly packages: readonly string[];
  /** Words that its code must not hold, outside comments and strings. */
  readonly never: readonly RegExp[];
}

const runtime = /\b(?:process|Bun|Deno)\b/;
const cast = /\bas\s+unknown\s+as\b/;
const clockAndWorld =
  /\b(?:Date|Math\.random|crypto|fetch|performance|setTimeout|setInterval|queueMicrotask|console|async|await|Promise)\b/;
/** Their answers differ between runtimes and machines. */
const locale = /\b(?:Intl|localeCompare|toLocale\w*)\b/;

/** Imports only point down this list. */
const rooms: Record<string, Room> = {
  entry: {
    imports: ["http", "usecase", "store", "cache", "engine"],
    types: [],
    packages: ["*"],
    never: [cast],
  },
  http: {
    imports: ["usecase", "engine/definition"],
    types: ["engine"],
    packages: [
      "hono",
      "hono-openapi",
      "@hono/standard-validator",
      "@valibot/to-json-schema",
      "valibot",
      "csv-parse",
      // Inflating, as fast as it is read.
      "node:stream",
      "node:zlib",
    ],
    never: [runtime, cast],
  },
  usecase: {
    imports: ["store", "cache", "engine"],
    types: [],
    packages: ["canonicalize", "node:crypto"],
    never: [runtime, cast, /\b(?:Request|Headers)\b/],
  },
  store: {
    imports: [],
    types: ["engine"],
    // Migrations are read from files.
    packages: ["drizzle-orm", "node:fs", "node:url"],
    never: [runtime, cast, /\b(?:Request|Response|Headers)\b/],
  },
  cache: {
    imports: [],
    types: [],
    packages: ["@upstash/redis"],
    never: [runtime, cast, /\b(?:Request|Response|Headers)\b/],
  },
  engine: {
    imports: [],
    types: [],
    packages: ["valibot", "re2js"],
    never: [runtime, cast, clockAndWorld, locale],
  },
};

/** Also inside strings, for that is where SQL lives. */
const sql =
  /\bselect\b[^;"]*?\bfrom\b|\binsert\s+into\b|\bdelete\s+from\b|\bupdate\s+\w+\s+set\b|\b(?:create|alter|drop)\s+(?:table|index|view)\b|\b(?:order|group)\s+by\b|\bsql\s*(?:`|\.raw\b)/i;
const roomsWithoutSql = new Set(["http", "usecase", "cache", "engine", "entry"]);

const vagueNames = /\/(?:index|utils?|helpers?|common|lib|misc|shared|manager)\.ts$/;

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"))
  .toSorted();

test("there are files to check", () => {
  expect(files).not.toBeEmpty();
});

test.each(files)("src/%s keeps to its room", (path) => {
  expect(faultsOf(path, readFileSync(`src/${path}`, "utf8"))).toEqual([]);
});

/** Each line of the wall, walked into once. */
test.each([
  ["engine/x.ts", 'import { db } from "#store/db.ts";', "may not import #store/db.ts"],
  ["engine/x.ts", 'import type { Db } from "#store/db.ts";', "may not import #store/db.ts"],
  ["engine/x.ts", 'import "../store/db.ts";', "may not import ../store/db.ts"],
  ["engine/x/y.ts", 'export * from "../../store/db.ts";', "may not import ../../store/db.ts"],
  ["engine/x.ts", 'const x = () => import("#store/db.ts");', "may not import #store/db.ts"],
  ["engine/x.ts", "const x = import(name);", "may not import a computed path"],
  ["engine/x.ts", 'type X = import("hono").Hono;', "may not import hono"],
  [
    "engine/x.ts",
    'import {\n  a,\n  b,\n} from "drizzle-orm/pg-core";',
    "may not import drizzle-orm/pg-core",
  ],
  ["engine/x.ts", "const x = `${Date.now()}`;", "may not contain Date"],
  ["engine/x.ts", "async function x() {}", "may not contain async"],
  ["engine/x.ts", "const x = a / Math.random() / 2;", "may not contain Math.random"],
  ["engine/x.ts", 'const x = /"/.test(y) || console.log();', "may not contain console"],
  ["engine/x.ts", "const x = a.localeCompare(b);", "may not contain localeCompare"],
  ["store/x.ts", 'import { x } from "#engine/x.ts";', "may not import #engine/x.ts"],
  ["store/x.ts", 'import { x } from "#usecase/x.ts";', "may not import #usecase/x.ts"],
  ["store/x.ts", 'import postgres from "postgres";', "may not import postgres"],
  ["usecase/x.ts", 'import { x } from "#http/app.ts";', "may not import #http/app.ts"],
  ["usecase/x.ts", 'import { eq } from "drizzle-orm";', "may not import drizzle-orm"],
  ["usecase/x.ts", "const x = `select 1 from t`;", "may not contain SQL: select 1 from"],
  ["usecase/x.ts", "const x = process.env;", "may not contain process"],
  ["usecase/x.ts", "const x = (y as unknown as string);", "may not contain as unknown as"],
  ["http/x.ts", 'import { x } from "#store/x.ts";', "may not import #store/x.ts"],
  ["http/x.ts", 'import { x } from "#engine/rules/x.ts";', "may not import #engine/rules/x.ts"],
  ["http/x.ts", 'const x = "INSERT INTO t";', "may not contain SQL: INSERT INTO"],
  ["http/x.ts", "const x = Bun.env;", "may not contain Bun"],
  ["http/x.ts", 'const x = require("node:fs");', "may not import node:fs"],
  ["entry/x.ts", "const x = sql`x`;", "may not contain SQL: sql`"],
  ["queue/x.ts", "", "is in a room that the table does not know: queue"],
  ["x.ts", "", "belongs to no room"],
  ["http/utils.ts", "", "has a name that says nothing"],
])("%s with `%s` %s", (path, text, fault) => {
  expect(faultsOf(path, text)).toEqual([fault]);
});

test.each([
  ["engine/x.ts", 'import { x } from "#result"; import * as v from "valibot";'],
  [
    "engine/x.ts",
    '// Date\n/* async\n fetch */ const x = `process ${`${1}` + "crypto"} performance`;',
  ],
  ["engine/x.ts", "const x = /`console`/g; const y = '//'; const z = 'fetch';"],
  ["store/x.ts", 'import type { Layout } from "#engine/answers/layout.ts";'],
  ["http/x.ts", 'import { x } from "#engine/definition/definition.ts"; import "./y.ts";'],
  ["entry/x.ts", 'import postgres from "postgres"; const x = process.env;'],
])("%s with `%s` keeps to its room", (path, text) => {
  expect(faultsOf(path, text)).toEqual([]);
});

function faultsOf(file: string, text: string): string[] {
  if (!file.includes("/")) return file === "result.ts" ? [] : ["belongs to no room"];
  const name = file.split("/")[0] ?? "";
  const room = rooms[name];
  if (room === undefined) return [`is in a room that the table does not know: ${name}`];

  const source = readSource(text);
  return [
    ...importsOf(source)
      .filter((from) => !mayImport(file, name, room, from))
      .map(({ specifier }) => `may not import ${specifier || "a computed path"}`),
    ...room.never.flatMap((word) => foundIn(source.code, word, "may not contain ")),
    ...(roomsWithoutSql.has(name) ? foundIn(source.uncommented, sql, "may not contain SQL: ") : []),
    ...(vagueNames.test(file) ? ["has a name that says nothing"] : []),
  ];
}

function foundIn(text: string, pattern: RegExp, fault: string): string[] {
  const found = pattern.exec(text);
  return found === null ? [] : [fault + found[0]];
}

function mayImport(
  file: string,
  name: string,
  room: Room,
  { specifier, typeOnly }: Import,
): boolean {
  if (specifier.startsWith(".")) {
    return new URL(specifier, `file:///${file}`).pathname.startsWith(`/${name}/`);
  }
  if (!specifier.startsWith("#")) {
    return room.packages.includes("*") || room.packages.includes(packageOf(specifier));
  }
  const target = specifier.slice(1);
  const within = (folder: string): boolean => target === folder || target.startsWith(`${folder}/`);
  if (target === "result" || within(name) || room.imports.some(within)) return true;
  return typeOnly && room.types.some(within);
}

function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
