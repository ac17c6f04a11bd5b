import { err, ok } from "#result";

import { type AnswerReader, unknownOption, wrongType } from "./answer-refusal.ts";

/** Reads a sequence: all of the things, each once. */
export function sequenceReader(things: ReadonlySet<string>): AnswerReader {
  return (value) => {
    if (!Array.isArray(value)) return wrongType("a list of all options in order");
    for (const thing of value as readonly unknown[]) {
      if (typeof thing !== "string") return wrongType("a list of all options in order");
      if (!things.has(thing)) return unknownOption(thing);
    }
    if (value.length === things.size && new Set(value).size === things.size) {
      return ok(JSON.stringify(value));
    }
    const message = `The list must have each of the ${things.size} options once.`;
    return err({ code: "not_a_permutation", message });
  };
}
