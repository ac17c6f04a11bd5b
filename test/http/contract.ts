/**
 * Holds answers of the service against what the OpenAPI document says of them:
 * which statuses, which media types, and the schema of each body.
 *
 * @module
 */

import { createConfig, lintFromString } from "@redocly/openapi-core";
import * as v from "valibot";

import { ProblemView } from "#http/views/problem-view.ts";

import type { Api } from "./open-api.ts";
import { type DescribedParameter, requiredQuery } from "./operations.ts";

/** Bodies of one kind that are held against their schema; more of the same say little. */
const SAMPLES = 4;

interface Content {
  readonly schema: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Record<string, Content> };
  readonly parameters?: readonly DescribedParameter[];
  readonly responses: Record<string, { readonly content?: Record<string, Content> }>;
}

export interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
}

export async function documentOf(api: Api): Promise<Document> {
  return (await (await api.send("/openapi.json")).json()) as Document;
}

export interface Placed {
  readonly method: string;
  readonly path: string;
  /** `?…` with what it must be given; empty where that is nothing. */
  readonly query: string;
  readonly operation: Operation;
}

export function operationsIn({ paths }: Document): Placed[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const query = requiredQuery(operation.parameters);
      return { method: method.toUpperCase(), path, query, operation };
    }),
  );
}

export class Contract {
  readonly #document: Document;
  readonly #routes: readonly { readonly pattern: RegExp; readonly path: string }[];
  #seen = 0;

  constructor(document: Document) {
    this.#document = structuredClone(document);
    // A path without parameters comes before one that would take it for a value.
    this.#routes = Object.keys(document.paths)
      .toSorted((a, b) => a.split("{").length - b.split("{").length)
      .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`) }));
  }

  /** What is wrong with an answer, or null; its body is kept for `faultsOfBodies`. */
  async faultOf(method: string, path: string, response: Response): Promise<string | null> {
    const operation = this.#operationAt(method, path);
    const text = await response.text();
    if (response.status >= 500) return `status ${response.status}`;
    const media = mediaOf(response);
    if (response.status >= 400 && (method !== "HEAD" || text !== "")) {
      const fault = problemFault(response.status, media, text);
      if (fault !== null) return fault;
    }
    if (operation === null) return null;
    const described = operation.responses[response.status];
    if (described === undefined) return `status ${response.status} is not in the document`;
    return method === "HEAD" ? null : this.#take(described.content, media, text);
  }

  /** Keeps a body that the service took, in place of the document's example. */
  takeRequest(method: string, path: string, media: string, body: unknown): void {
    const described = this.#operationAt(method, path)?.requestBody?.content[media];
    if (described === undefined) throw new RangeError(`${method} ${path} takes no ${media}`);
    delete described.example;
    described.examples ??= {};
    described.examples[`sent-${++this.#seen}`] = { value: body };
  }

  /** Every body that was kept, against the schema of its operation, status and media type. */
  async faultsOfBodies(): Promise<string[]> {
    const config = await createConfig({
      rules: { "no-invalid-media-type-examples": { severity: "error" } },
    });
    const source = JSON.stringify(this.#document);
    const problems = await lintFromString({ source, config });
    return problems.map(({ message, location }) => `${location[0]?.pointer}: ${message}`);
  }

  /** Kinds of answers that the document has and nobody has seen: `listKeys 200 application/json`. */
  unseen(): string[] {
    return Object.values(this.#document.paths).flatMap((operations) =>
      Object.values(operations).flatMap(({ operationId, responses }) =>
        Object.entries(responses).flatMap(([status, { content = {} }]) =>
          Object.entries(content)
            .filter(([, { examples }]) => examples === undefined)
            .map(([media]) => `${operationId} ${status} ${media}`),
        ),
      ),
    );
  }

  #operationAt(method: string, path: string): Operation | null {
    const { pathname } = new URL(path, "http://localhost");
    const route = this.#routes.find(({ pattern }) => pattern.test(pathname));
    const verb = method === "HEAD" ? "get" : method.toLowerCase();
    return this.#document.paths[route?.path ?? ""]?.[verb] ?? null;
  }

  #take(content: Record<string, Content> | undefined, media: string, text: string): string | null {
    if (content === undefined) return text === "" ? null : "a body where the document has none";
    const described = content[media];
    if (described === undefined) return `${media} is not in the document`;
    described.examples ??= {};
    if (Object.keys(described.examples).length < SAMPLES) {
      const value: unknown = /[/+]json$/.test(media) ? JSON.parse(text) : text;
      described.examples[`seen-${++this.#seen}`] = { value };
    }
    return null;
  }
}

function problemFault(status: number, media: string, text: string): string | null {
  if (media !== "application/problem+json") return `${status} as ${media}`;
  const problem = v.parse(ProblemView, JSON.parse(text));
  if (problem.status !== status) return `${status} says that it is ${problem.status}`;
  return problem.type.startsWith("/problems/") ? null : `a problem of type ${problem.type}`;
}

function mediaOf(response: Response): string {
  return (response.headers.get("content-type") ?? "").replace(/;.*$/, "");
}
