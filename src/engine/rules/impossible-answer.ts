import type { Answer } from "./compiled-item.ts";

/** For an answer that the item cannot produce: such answers are refused on arrival, so this is a bug. */
export function impossibleAnswer(answer: Answer): RangeError {
  return new RangeError(
    `the item cannot produce the answer ${JSON.stringify(answer).slice(0, 80)}`,
  );
}
