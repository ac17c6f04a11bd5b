/**
 * Describes a route for the OpenAPI document, from the schemas of what it
 * takes and gives, and keeps out callers whose key lacks its scope. Both in
 * one: what the document says of scopes is what holds.
 *
 * @module
 */

import type { MiddlewareHandler } from "hono";
import { describeRoute, resolver, type DescribeRouteOptions } from "hono-openapi";
import type * as v from "valibot";

import type { Scope } from "#usecase/scopes.ts";

import type { AppEnv } from "./app-env.ts";
import { problem } from "./problem.ts";
import { ProblemView } from "./views/problem-view.ts";

interface Operation {
  /** What a generated client calls it. */
  readonly id: string;
  /** What the key must be good for; null needs no key. */
  readonly scope: Scope | null;
  /** One sentence. */
  readonly summary: string;
  readonly description?: string;
  readonly body?: Contents;
  /** By status. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Why each status from 400 is given. */
  readonly problems?: Readonly<Record<number, string>>;
}

interface Answer {
  readonly description: string;
  /** Absent where there is no body. */
  readonly content?: Contents;
}

/** By media type. */
type Contents = Readonly<Record<string, Content>>;

interface Content {
  readonly schema: v.GenericSchema;
  readonly example?: unknown;
}

export function operation(spec: Operation): MiddlewareHandler<AppEnv> {
  const { scope } = spec;
  const described = describeRoute({
    operationId: spec.id,
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    ...(spec.body === undefined
      ? {}
      : { requestBody: { required: true, content: contentOf(spec.body) } }),
    // OpenAPI 3.1: for bearer keys too, the list names what the key must be good for.
    security: scope === null ? [] : [{ key: [scope] }],
    responses: responsesOf(spec),
  });
  // The description hangs on the handler; `assign` takes it along.
  return scope === null ? described : Object.assign(guard(scope), described);
}

export function json(schema: v.GenericSchema, example?: unknown): Contents {
  return {
    "application/json": example === undefined ? { schema } : { schema, example },
  };
}

function guard(scope: Scope): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!c.var.caller.scopes.includes(scope)) return problem(c, { code: "scope_missing", scope });
    return next();
  };
}

type Responses = NonNullable<DescribeRouteOptions["responses"]>;

function responsesOf({ scope, answers, problems }: Operation): Responses {
  const refused = scope === null ? {} : refusals(scope);
  const responses: Responses = {};
  for (const [status, { description, content }] of Object.entries(answers)) {
    responses[status] = {
      description,
      ...(content === undefined ? {} : { content: contentOf(content) }),
    };
  }
  for (const [status, description] of Object.entries({ ...refused, ...problems })) {
    responses[status] = { description, content: contentOf(PROBLEM) };
  }
  return responses;
}

function refusals(scope: Scope): Readonly<Record<number, string>> {
  return {
    401: "No key, or one that is not valid.",
    403: `The key lacks the scope \`${scope}\`.`,
    429: "Too many requests with this key; `Retry-After` says when to go on.",
  };
}

/** The dialect of OpenAPI 3.1; what a caller may leave out, not what a parser fills in. */
const FORM = { target: "draft-2020-12", typeMode: "input" };

const PROBLEM: Contents = { "application/problem+json": { schema: ProblemView } };

function contentOf(contents: Contents) {
  const entries = Object.entries(contents).map(([media, { schema, ...rest }]) => {
    return [media, { ...rest, schema: resolver(schema, { options: FORM }) }];
  });
  return Object.fromEntries(entries);
}
