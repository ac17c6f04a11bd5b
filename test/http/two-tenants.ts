/**
 * A tenant who has something of each kind, and a stranger to it.
 *
 * @module
 */

import { DEFINITION, RATINGS } from "#http/examples.ts";

import type { Target } from "../support/target.ts";
import { bearing, givenKey } from "./given-key.ts";
import { RATED_FORM, RATED_RESPONSES } from "./rated-form.ts";
import { type DescribedOperation, operationsOf } from "./operations.ts";

/** Ids that name something of the first tenant, and the same shapes that name nothing. */
interface Names {
  readonly assessment: string;
  readonly run: string;
  readonly key: string;
}

export interface TwoTenants {
  /** The operations that name a stored thing. */
  readonly naming: readonly DescribedOperation[];
  readonly theirs: Names;
  readonly nothing: Names;
  /** A key of the other tenant, for everything. */
  readonly stranger: string;
  readonly answer: (key: string, method: string, path: string) => Promise<Answer>;
}

interface Answer {
  readonly status: number;
  /** Those that say something of what was asked for. */
  readonly headers: readonly (readonly [string, string])[];
  /** With the names of both kinds blotted out. */
  readonly body: string;
}

/** They tell requests apart, whatever they ask for; the length is the body's, with the names in it. */
const OF_ANY_REQUEST = new Set(["content-length", "date", "ratelimit", "x-request-id"]);

export async function givenTwoTenants(api: Target): Promise<TwoTenants> {
  const [, essay] = RATED_FORM.items;
  const exam = { ...DEFINITION, items: [...DEFINITION.items, essay] };
  await api.sendJson("PUT", "/v1/assessments/exam", exam);
  await api.sendJson("POST", "/v1/assessments/exam/responses", RATED_RESPONSES);
  const scored = await api.send("/v1/assessments/exam/score", { method: "POST" });
  const { run } = (await scored.json()) as { run: { id: string } };
  const { id } = await givenKey(api, { label: "theirs" });
  const theirs = { assessment: "exam", run: run.id, key: String(id) };
  const nothing = { assessment: "nope", run: crypto.randomUUID(), key: "999999" };

  const answer: TwoTenants["answer"] = async (key, method, path) => {
    const sent = method === "POST" ? bodyFor(path) : null;
    const response = await api.send(path, {
      method,
      headers: bearing(key, sent === null ? {} : { "content-type": "application/json" }),
      ...(sent === null ? {} : { body: JSON.stringify(sent) }),
    });
    const body = [...Object.values(theirs), ...Object.values(nothing)].reduce(
      (text, name) => text.replaceAll(`"id":"${name}"`, "").replaceAll(`"id":${name}`, ""),
      await response.text(),
    );
    const headers = [...response.headers].filter(([name]) => !OF_ANY_REQUEST.has(name));
    return { status: response.status, headers, body };
  };
  const { key: stranger } = await givenKey(api, { tenant: "stranger" });
  const operations = await operationsOf(api);
  const naming = operations.filter(
    // The library is everyone's.
    ({ path, method }) => path.includes("{") && method !== "PUT" && !path.includes("/library/"),
  );
  return { naming, theirs, nothing, stranger, answer };
}

function bodyFor(path: string): unknown {
  if (path.endsWith("/ratings")) return RATINGS;
  return path.endsWith("/responses") ? RATED_RESPONSES : null;
}

export function filled(path: string, names: Names): string {
  return path
    .replace("/assessments/{id}", `/assessments/${names.assessment}`)
    .replace("/runs/{id}", `/runs/${names.run}`)
    .replace("/keys/{id}", `/keys/${names.key}`)
    .replace("{candidate}", "c-1");
}

/** Other ways to ask the same of a path. */
export function queriesOf({ path, query }: DescribedOperation): string[] {
  if (query !== "") return [`${query}&revision=1`];
  if (path.includes("/runs/") || path.includes("/ratings/")) return [];
  const sorted = path.endsWith("/results") ? ["?sort=-points&limit=1"] : [];
  const asked = path.endsWith("/cuts") ? ["?rudner=true&theta=0"] : [];
  return ["?revision=1", ...sorted, ...asked];
}
