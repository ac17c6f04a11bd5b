/**
 * Which items of a new definition could no longer read what is stored.
 *
 * @module
 */

import type { LayoutFault } from "#engine/answers/extend-layout.ts";
import type { Layout } from "#engine/answers/layout.ts";
import { canRead, removedAnswers, type RemovedAnswers } from "#engine/answers/removed-answers.ts";
import type { Definition, Item } from "#engine/definition/definition.ts";
import { isRatingOf, type Levels } from "#engine/rules/rubric/rubric-rule.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import type { Db } from "#store/db.ts";
import { answersOfItem, findCodes } from "#store/dictionary.ts";
import { levelsOfItem } from "#store/insert-ratings.ts";

export interface ItemFault {
  readonly code: "item_needs_new_id";
  /** Where in the definition, such as `items.3`. */
  readonly path: string;
  readonly item: string;
  readonly reason: LayoutFault["reason"] | "answer_removed" | "level_removed";
  readonly message: string;
}

/** Answers read at once. */
const PAGE = 65_536;

/** Asks the dictionary, which holds every answer that was ever stored. */
export async function removedAnswerFaults(
  tx: Db,
  key: AssessmentKey,
  layout: Layout,
  change: { readonly definition: Definition; readonly previous: Definition | undefined },
): Promise<ItemFault[]> {
  const faults: ItemFault[] = [];
  for (const removed of removedAnswers(layout, change.definition, change.previous)) {
    if (await isHeld(tx, key, removed)) faults.push(faultOf(removed));
  }
  return [...faults, ...(await unreadableRatings(tx, key, change.definition))];
}

/** What people said must stay worth something: they would have to read the answers again. */
async function unreadableRatings(
  tx: Db,
  key: AssessmentKey,
  { items }: Definition,
): Promise<ItemFault[]> {
  const faults: ItemFault[] = [];
  for (const [position, item] of items.entries()) {
    if (item.type !== "rubric") continue;
    const given = await levelsOfItem(tx, key, item.id);
    if (given.every((levels) => isRatingOf(item, JSON.parse(levels) as Levels))) continue;
    const message = `A stored rating has other criteria or levels than item ${item.id} now; give the changed item a new id.`;
    faults.push({
      code: "item_needs_new_id",
      path: `items.${position}`,
      item: item.id,
      reason: "level_removed",
      message,
    });
  }
  return faults;
}

async function isHeld(
  tx: Db,
  key: AssessmentKey,
  { item, texts }: RemovedAnswers,
): Promise<boolean> {
  if (texts === null) return await holdsUnreadable(tx, key, item);
  const codes = await findCodes(
    tx,
    key,
    texts.map((text) => ({ item: item.id, text })),
  );
  return codes.some((code) => code !== null);
}

async function holdsUnreadable(tx: Db, key: AssessmentKey, item: Item): Promise<boolean> {
  let after = 0;
  for (;;) {
    const held = await answersOfItem(tx, key, item.id, { after, limit: PAGE });
    if (held.some(({ text }) => !canRead(item, text))) return true;
    const last = held.at(-1);
    if (last === undefined || held.length < PAGE) return false;
    after = last.code;
  }
}

function faultOf({ path, item }: RemovedAnswers): ItemFault {
  return {
    code: "item_needs_new_id",
    path,
    item: item.id,
    reason: "answer_removed",
    message: `A stored response holds an answer that item ${item.id} no longer has; give the changed item a new id.`,
  };
}
