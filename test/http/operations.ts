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
  /** null where no key is needed. */
  readonly scope: string | null;
  readonly answers: readonly string[];
}

interface Document {
  readonly paths: Record<
    string,
    Record<
      string,
      { operationId: string; security: { key: string[] }[]; responses: Record<string, unknown> }
    >
  >;
}

export async function operationsOf(api: Target): Promise<DescribedOperation[]> {
  const { paths } = (await (await api.send("/openapi.json")).json()) as Document;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId, security, responses }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      scope: security[0]?.key[0] ?? null,
      answers: Object.keys(responses),
    })),
  );
}
