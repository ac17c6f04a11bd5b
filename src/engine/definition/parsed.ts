import type { Fault } from "./fault.ts";

/** One part of a definition: its value, or null and what is wrong. Paths are relative to it. */
export interface Parsed<T> {
  readonly value: T | null;
  readonly faults: readonly Fault[];
}

export function notAnObject(): Parsed<never> {
  return { value: null, faults: [{ code: "wrong_type", path: "", message: "must be an object" }] };
}
