import { log } from "./log.ts";

/** ln(1 + x) for x from 0, with what the sum rounds away put back: small x keep their digits. */
export function logOnePlus(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : log(sum) * (x / (sum - 1));
}
