import type { TotalCounts } from "./test-counts.ts";

/** n^k times the k-th central moment (with n), as whole numbers. */
export interface CentralSums {
  readonly n: bigint;
  readonly second: bigint;
  readonly third: bigint;
  readonly fourth: bigint;
}

/** O(totals). */
export function centralSums({ totals, counts }: TotalCounts): CentralSums {
  let [n, s1, s2, s3, s4] = [0n, 0n, 0n, 0n, 0n];
  for (let place = 0; place < totals.length; place++) {
    const count = BigInt(counts[place] as number);
    const value = BigInt(totals[place] as number);
    const first = count * value;
    const second = first * value;
    const third = second * value;
    n += count;
    s1 += first;
    s2 += second;
    s3 += third;
    s4 += third * value;
  }
  return {
    n,
    second: n * s2 - s1 * s1,
    third: n * n * s3 - 3n * n * s1 * s2 + 2n * s1 ** 3n,
    fourth: n ** 3n * s4 - 4n * n * n * s1 * s3 + 6n * n * s1 * s1 * s2 - 3n * s1 ** 4n,
  };
}
