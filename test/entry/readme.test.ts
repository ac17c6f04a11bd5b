/** The README says only what happens. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";

import { SETTINGS } from "#entry/settings.ts";
import { app } from "#http/app.ts";

import { type Api, openApi, OPENING_MS } from "../http/open-api.ts";

const README = readFileSync("README.md", "utf8");
const ORIGIN = "http://127.0.0.1:3000";

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, OPENING_MS);
afterAll(() => api.close());

test("every request works and is answered as shown", async () => {
  const blocks = [...README.matchAll(/```(sh|json)\n(.*?)```/gs)];
  let requests = 0;
  let answers = 0;
  let answer = "";
  for (const [, kind, text = ""] of blocks) {
    if (kind === "json") {
      expect(JSON.parse(answer)).toMatchObject(JSON.parse(text));
      answers++;
      continue;
    }
    if (!text.startsWith("curl ")) continue;
    const { path, init } = requestOf(text);
    const response = await api.send(path, init);
    answer = await response.text();
    expect(`${path} ${response.status}`).toMatch(/ 20[01]$/);
    requests++;
  }
  expect({ requests, answers }).toEqual({ requests: 7, answers: 4 });
});

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
const PAGES = ["README.md", ...new Bun.Glob("docs/*.md").scanSync()];

test.each(PAGES)("%s names only scripts that there are", (page) => {
  const names = [...readFileSync(page, "utf8").matchAll(/npm run ([a-z:-]+)/g)];
  expect(names.map(([, name]) => name).filter((name = "") => !(name in scripts))).toEqual([]);
});

test.each(PAGES)("%s links only to files that there are", (page) => {
  const links = [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)#]+)\)/g)];
  const folder = page.includes("/") ? "docs/" : "";
  expect(links.filter(([, to = ""]) => !existsSync(folder + to)).map(([, to]) => to)).toEqual([]);
});

test("lists every setting as the help does", () => {
  for (const { name, fallback, what } of SETTINGS) {
    expect(README).toContain(`| \`${name}\` | ${fallback} | ${what} |`);
  }
});

describe("the overview", () => {
  const routes = app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);

  test.each([...new Set(routes)])("names %s", (route) => {
    expect(README).toContain(`\`${route}\``);
  });
});

test("names only files that are there", () => {
  const [, tour = ""] = README.split("## The tour of the code");
  const paths = [...tour.matchAll(/`([\w/-]+(?:\.ts|\/))`/g)].map(([, path = ""]) => path);
  const rooms = [
    "",
    "src/",
    ...["entry", "http", "usecase", "store", "cache", "engine"].map(inSource),
  ];
  const missing = paths.filter((path) => !rooms.some((room) => existsSync(`${room}${path}`)));
  expect(paths.length).toBeGreaterThan(8);
  expect(missing).toEqual([]);
});

function inSource(room: string): string {
  return `src/${room}/`;
}

/** The request that a curl of the README sends. */
function requestOf(command: string): { path: string; init: RequestInit } {
  const words = [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? "",
  );
  const after = (flag: string): string[] => words.filter((_, i) => words[i - 1] === flag);
  const headers = after("-H").map((header): [string, string] => {
    const [name = "", value = ""] = header.split(": ");
    return [name, value.replace("$KEY", api.key)];
  });
  const [body] = [...after("-d"), ...after("--data-binary")];
  const [method = body === undefined ? "GET" : "POST"] = after("-X");
  const url = words.find((word) => word.startsWith(ORIGIN)) ?? "";
  const init = { method, headers, ...(body === undefined ? {} : { body }) };
  return { path: url.slice(ORIGIN.length), init };
}
