/**
 * Every operation of the OpenAPI document, so that a test of all of them
 * cannot forget a new one.
 *
 * @module
 */

import type { Target } from "../support/target.ts";

export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  /** `?…` with an example of each parameter that it must be given; empty where there is none. */
  readonly query: string;
  /** null where no key is needed. */
  readonly scope: string | null;
  readonly answers: readonly string[];
}

interface Document {
  readonly paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        security: { key: string[] }[];
        responses: Record<string, unknown>;
        parameters?: readonly DescribedParameter[];
      }
    >
  >;
}

export async function operationsOf(api: Target): Promise<DescribedOperation[]> {
  const { paths } = (await (await api.send("/openapi.json")).json()) as Document;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, { operationId, security, responses, parameters }]) => ({
        id: operationId,
        method: method.toUpperCase(),
        path,
        query: requiredQuery(parameters),
        scope: security[0]?.key[0] ?? null,
        answers: Object.keys(responses),
      }),
    ),
  );
}

export interface DescribedParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: { readonly examples?: readonly string[] };
}

export function requiredQuery(parameters: readonly DescribedParameter[] = []): string {
  const required = parameters.filter((one) => one.in === "query" && one.required === true);
  const query = required.map(({ name, schema }) => `${name}=${schema.examples?.[0] ?? ""}`);
  return query.length === 0 ? "" : `?${query.join("&")}`;
}
