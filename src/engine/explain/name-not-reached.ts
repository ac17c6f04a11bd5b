import type { Definition } from "../definition/definition.ts";

import type { ExplainedItem } from "./explain-item.ts";

/** Names the blanks that were not reached, as `countStates` counts them. */
export function nameNotReached(
  items: readonly ExplainedItem[],
  { trailingBlanks }: Definition,
): readonly ExplainedItem[] {
  if (trailingBlanks !== "not_reached") return items;
  const lastAnswer = items.findLastIndex(({ shown: { state } }) => {
    return state === "answered" || state === "unreadable" || state === "pending";
  });
  const stop = items.findIndex(({ shown }, at) => at > lastAnswer && shown.state === "omitted");
  return items.map((item, at) => {
    if (stop < 0 || at <= stop || item.shown.state !== "omitted") return item;
    return { ...item, shown: { ...item.shown, state: "not_reached" } };
  });
}
