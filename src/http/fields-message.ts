import type * as v from "valibot";

/**
 * The message of an object's schema, which speaks of the object and of its
 * fields alike: JSON has no undefined, so what is undefined is left out.
 */
export function fieldsMessage(message: string) {
  return ({ received }: v.StrictObjectIssue): string =>
    received === "undefined" ? "must be given" : message;
}
