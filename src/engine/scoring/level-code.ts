import { AnswerCode } from "../answers/answer-code.ts";
import type { Micropoints } from "../micropoints.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";

/**
 * The code that stands for points of a wide item: 8 + i for its i-th distinct ones.
 *
 * @throws RangeError for points that the item's rule did not list.
 */
export function levelCode({ levels }: Pick<CompiledItem, "levels">, points: Micropoints): number {
  let low = 0;
  let high = levels.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const level = levels[middle] as number;
    if (level === points) return AnswerCode.firstAnswer + middle;
    if (level < points) low = middle + 1;
    else high = middle - 1;
  }
  throw new RangeError("an item gave points outside its levels");
}
