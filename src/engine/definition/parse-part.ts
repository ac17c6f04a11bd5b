/**
 * Parses one item, scale or band set so that its sound fields can still be
 * checked when others are faulty.
 *
 * @module
 */

import * as v from "valibot";

import type { Fault } from "./fault.ts";
import { shapeFaults } from "./shape-faults.ts";

export interface Part<T> {
  readonly faults: readonly Fault[];
  /** Fields of `value` that cannot be relied on. */
  readonly broken: ReadonlySet<string>;
  /** With defaults applied. */
  readonly value: T;
}

export function parsePart<const Schema extends v.GenericSchema>(
  schema: Schema,
  input: object,
): Part<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true });
  const issues = parsed.issues ?? [];
  return {
    faults: shapeFaults(issues, schema),
    broken: new Set(
      issues.flatMap(({ path }) => (path === undefined ? [] : [String(path[0].key)])),
    ),
    // Valibot fills in what it could read; whoever uses it looks at `broken` first.
    value: parsed.output as v.InferOutput<Schema>,
  };
}
