import { isObject } from "../definition/is-object.ts";
import { err, ok } from "#result";

import { type AnswerReader, excerpt, inside, wrongType } from "./answer-refusal.ts";

/**
 * Reads an object of gap id → answer. The text names the filled gaps only, in
 * the order of the definition, so that equal answers have one code; it is `{}`
 * when all are open.
 *
 * @param readers One for each gap, in the order of the definition.
 */
export function gapsReader(readers: ReadonlyMap<string, AnswerReader>): AnswerReader {
  return (value) => {
    if (!isObject(value)) return wrongType("an object of gap ids and answers");
    const stranger = Object.keys(value).find((id) => !readers.has(id));
    if (stranger !== undefined) {
      return err({ code: "gap_unknown", message: `The item has no gap ${excerpt(stranger)}.` });
    }

    const members: string[] = [];
    for (const [id, read] of readers) {
      const answer = Object.hasOwn(value, id) ? value[id] : null;
      if (answer === null) continue;
      const text = read(answer);
      if (!text.ok) return inside(id, text.error);
      members.push(`${JSON.stringify(id)}:${text.value}`);
    }
    return ok(`{${members.join(",")}}`);
  };
}
