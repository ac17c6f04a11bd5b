/**
 * Describes a route for the OpenAPI document, from the schemas of what it
 * takes and gives.
 *
 * @module
 */

import { describeRoute, resolver, type DescribeRouteOptions } from "hono-openapi";
import type * as v from "valibot";

import { ProblemView } from "./views/problem-view.ts";

interface Operation {
  /** What a generated client calls it. */
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  readonly description?: string;
  readonly body?: Contents;
  /** By status. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Why each status from 400 is given. */
  readonly problems?: Readonly<Record<number, string>>;
  /** Whether it needs no key. */
  readonly open?: boolean;
}

interface Answer {
  readonly description: string;
  readonly content: Contents;
}

/** By media type. */
type Contents = Readonly<Record<string, Content>>;

interface Content {
  readonly schema: v.GenericSchema;
  readonly example?: unknown;
}

export function operation(spec: Operation) {
  const needsKey = spec.open !== true;
  const refused = needsKey ? { 401: "No key, or one that is not valid." } : {};
  const responses: Responses = {};
  for (const [status, { description, content }] of Object.entries(spec.answers)) {
    responses[status] = { description, content: contentOf(content) };
  }
  for (const [status, description] of Object.entries({ ...refused, ...spec.problems })) {
    responses[status] = { description, content: contentOf(PROBLEM) };
  }
  return describeRoute({
    operationId: spec.id,
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    ...(spec.body === undefined
      ? {}
      : { requestBody: { required: true, content: contentOf(spec.body) } }),
    ...(needsKey ? {} : { security: [] }),
    responses,
  });
}

export function json(schema: v.GenericSchema, example?: unknown): Contents {
  return {
    "application/json": example === undefined ? { schema } : { schema, example },
  };
}

type Responses = NonNullable<DescribeRouteOptions["responses"]>;

/** The dialect of OpenAPI 3.1; what a caller may leave out, not what a parser fills in. */
const FORM = { target: "draft-2020-12", typeMode: "input" };

const PROBLEM: Contents = { "application/problem+json": { schema: ProblemView } };

function contentOf(contents: Contents) {
  const entries = Object.entries(contents).map(([media, { schema, ...rest }]) => {
    return [media, { ...rest, schema: resolver(schema, { options: FORM }) }];
  });
  return Object.fromEntries(entries);
}
