import { emptyMoments, type Moments } from "../moments.ts";
import type { ItemCounts, TestCode, TestItem } from "./test-counts.ts";

/** Count, sum and squares of x over the results whose code is among some. O(codes). */
export function momentsOver(
  item: TestItem,
  counts: ItemCounts,
  isAmong: (code: TestCode) => boolean,
): Moments {
  const moments = emptyMoments();
  for (const [place, code] of item.codes.entries()) {
    const n = counts.n[place] as number;
    if (n === 0 || !isAmong(code)) continue;
    const sum = BigInt(n) * BigInt(code.x);
    moments.n += n;
    moments.sum += sum;
    moments.squares += sum * BigInt(code.x);
    moments.min = Math.min(moments.min, code.x);
    moments.max = Math.max(moments.max, code.x);
  }
  return moments;
}
