import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { ENVIRONMENTS, hyperdriveId, isUncached } from "../../scripts/worker-environment.ts";

const TOML = readFileSync("wrangler.toml", "utf8");

test.each(ENVIRONMENTS)("%s has no Hyperdrive until someone puts one in", (environment) => {
  expect(hyperdriveId(TOML, environment)).toBeNull();
});

test("reads the id of the environment that is asked for", () => {
  const [before = "", staging = "", production = ""] = TOML.split(/(?=\[\[env\.)/);
  const id = "0123456789abcdef0123456789abcdef";
  const given = before + staging.replace(/0{32}/, id) + production;
  expect(hyperdriveId(given, "staging")).toBe(id);
  expect(hyperdriveId(given, "production")).toBeNull();
});

test("every environment has what the top level has, which wrangler does not hand down", () => {
  const { vars, env } = Bun.TOML.parse(TOML) as {
    vars: object;
    env: Record<string, { vars: object; hyperdrive: object }>;
  };
  for (const environment of ENVIRONMENTS) {
    expect(Object.keys(env[environment]?.vars ?? {})).toEqual(Object.keys(vars));
    expect(env[environment]?.hyperdrive).toBeDefined();
  }
});

test.each([
  ['⛅️ wrangler\n───\n{ "id": "1", "caching": { "disabled": true } }\n', true],
  ['{ "id": "1", "caching": { "disabled": false, "max_age": 60 } }', false],
  ['{ "id": "1", "caching": {} }', false],
  ['{ "id": "1" }', false],
  ["nothing", false],
])("of %j whether reads are uncached is %p", (answer, uncached) => {
  expect(isUncached(answer)).toBe(uncached);
});
