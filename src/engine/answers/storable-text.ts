const NUL_OR_LONE_SURROGATE = /[\0\p{Surrogate}]/u;

/** Whether a value is text that Postgres can store as it is, with 1 to `maxLength` UTF-16 code units. */
export function isStorableText(value: unknown, maxLength: number): value is string {
  return (
    typeof value === "string" &&
    value.length > 0 &&
    value.length <= maxLength &&
    !NUL_OR_LONE_SURROGATE.test(value)
  );
}
