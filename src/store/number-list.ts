/**
 * Lists as Postgres array literals, one parameter each. Of numbers only: text
 * that holds commas, quotes, braces or the word NULL would not survive, and
 * travels as JSON instead.
 *
 * @module
 */

export function numberList(values: readonly (number | null)[]): string {
  let literal = "{";
  for (let i = 0; i < values.length; i++) {
    if (i > 0) literal += ",";
    literal += values[i] ?? "NULL";
  }
  return `${literal}}`;
}

/** Truths, as a list of Postgres booleans. */
export function truthList(values: readonly boolean[]): string {
  let literal = "{";
  for (let i = 0; i < values.length; i++) {
    if (i > 0) literal += ",";
    literal += values[i] === true ? "t" : "f";
  }
  return `${literal}}`;
}
