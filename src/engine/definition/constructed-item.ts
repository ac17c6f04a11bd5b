import type { Item, ItemType } from "./definition.ts";

const TYPES = ["order", "match", "gap", "point"] as const satisfies readonly ItemType[];

/** An item whose answer is put together from parts. */
export type ConstructedItem = Extract<Item, { readonly type: (typeof TYPES)[number] }>;

export function isConstructed(item: Item): item is ConstructedItem {
  return TYPES.some((type) => type === item.type);
}
