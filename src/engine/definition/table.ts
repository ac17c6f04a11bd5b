/**
 * Tables of a definition: objects whose names the author chooses.
 *
 * @module
 */

import * as v from "valibot";

import { isObject } from "./is-object.ts";

/**
 * A table of values that each fit a schema without defaults.
 *
 * Not `v.record`, which drops the names `__proto__`, `prototype` and
 * `constructor` without a word: all three are honest options of a programming
 * exam, and would quietly be worth 0.
 */
export function table<const Value extends v.GenericSchema>(value: Value, description: string) {
  return v.pipe(
    v.custom<Record<string, v.InferOutput<Value>>>(isObject),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const input = dataset.value;
      for (const [key, entry] of Object.entries(input)) {
        const { issues = [] } = v.safeParse(value, entry, { abortPipeEarly: true });
        const place = { type: "object", origin: "value", input, key, value: entry } as const;
        for (const { message, expected, received, path = [] } of issues) {
          // "never" would say that a field is unknown, and here all names are the author's.
          const known = expected === null || expected === "never" ? {} : { expected };
          addIssue({ message, ...known, received, path: [place, ...path] });
        }
      }
    }),
    v.description(description),
  );
}
