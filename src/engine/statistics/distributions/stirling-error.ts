import { logOnePlus } from "../../numbers/log-one-plus.ts";

/** Below this the series is not exact to the last bit; the argument is raised past it. */
const SERIES_FROM = 10;

/**
 * What Stirling's formula leaves out of the logarithm of the gamma function.
 *
 *     δ(z) = log Γ(z + 1) - log(√(2πz) (z/e)^z)
 *          = 1/(12z) - 1/(360z³) + 1/(1260z⁵) - 1/(1680z⁷) + ...
 *
 * Below 10 by δ(z) = δ(z + 1) + (z + 1/2) log(1 + 1/z) - 1. Ratios of gamma
 * functions from δ keep their digits where differences of log Γ lose them.
 *
 * @param z Above 0.
 */
export function stirlingError(z: number): number {
  let raised = z;
  let steps = 0;
  while (raised < SERIES_FROM) {
    steps += (raised + 0.5) * logOnePlus(1 / raised) - 1;
    raised += 1;
  }
  const r = 1 / (raised * raised);
  const series =
    1 / 12 -
    r *
      (1 / 360 -
        r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360_360 - r * (1 / 156))))));
  return steps + series / raised;
}
