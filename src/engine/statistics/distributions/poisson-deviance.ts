import { log } from "../../numbers/log.ts";

/** Relative distance below which the logarithm is replaced by its series. */
const NEAR = 0.1;

/**
 * The deviance x log(x / m) + m - x, without the cancellation that the formula
 * suffers where x is near m: with v = (x - m) / (x + m),
 *
 *     (x - m) v + 2x (v³/3 + v⁵/5 + v⁷/7 + ...)
 *
 * Source: Loader, C. (2000). Fast and accurate computation of binomial
 * probabilities.
 *
 * @param x Above 0.
 * @param m Above 0.
 * @returns At least 0.
 */
export function poissonDeviance(x: number, m: number): number {
  if (Math.abs(x - m) >= NEAR * (x + m)) return x * log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let power = 2 * x * v;
  let sum = (x - m) * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
