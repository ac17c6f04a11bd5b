/**
 * Points for each hit less points for each wrong selection, never below 0.
 *
 * @module
 */

import {
  greatest,
  multiply,
  rational,
  type Rational,
  subtract,
  ZERO,
} from "../../numbers/rational.ts";

import type { CountingPoints } from "./counting-rule.ts";
import { netValues } from "./net-values.ts";

export interface Prices {
  /** For a hit. */
  readonly gain: Rational;
  /** For a false alarm. */
  readonly loss: Rational;
}

/** max(0, gain · h - loss · f), with prices that may depend on |C|. */
export function netPoints(worth: Rational, pricesFor: (keyed: number) => Prices): CountingPoints {
  return {
    worth,
    points: ({ keyed, hits, falseAlarms }) => {
      const { gain, loss } = pricesFor(keyed);
      return greatest(ZERO, subtract(times(gain, hits), times(loss, falseAlarms)));
    },
    values: (keyed, options) =>
      netValues({ ...pricesFor(keyed), floor: ZERO }, keyed, options - keyed),
  };
}

function times(points: Rational, count: number): Rational {
  return multiply(points, rational(BigInt(count)));
}
