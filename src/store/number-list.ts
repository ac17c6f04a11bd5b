/**
 * Lists as Postgres array literals, one parameter each. Of numbers only: text
 * that holds commas, quotes, braces or the word NULL would not survive, and
 * travels as JSON instead.
 *
 * @module
 */

/** JSON's way of writing numbers and nulls is Postgres's too, and the fastest there is. */
export function numberList(values: readonly (number | null)[]): string {
  return `{${JSON.stringify(values).slice(1, -1)}}`;
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
