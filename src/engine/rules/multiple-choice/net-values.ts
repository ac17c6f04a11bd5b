/**
 * The values of rules that give for every hit and take for every false alarm.
 *
 * @module
 */

import { compare, rational, type Rational } from "../../numbers/rational.ts";

export interface NetTerms {
  /** For each hit, not below 0. */
  readonly gain: Rational;
  /** For each false alarm, not below 0. */
  readonly loss: Rational;
  readonly floor: Rational;
}

/**
 * Every value of max(floor, gain · h - loss · f), each once but the floor
 * perhaps twice, for h hits up to `keyed` and f false alarms up to `wrong`.
 *
 * In lowest terms, `up` more hits pay for `down` more false alarms, so a pair
 * with at least `up` hits and `down` false alarms repeats a smaller one. So this
 * is O(values + keyed), not O(keyed · wrong).
 */
export function netValues(terms: NetTerms, keyed: number, wrong: number): Rational[] {
  const { floor } = terms;
  const denominator = terms.gain.q * terms.loss.q;
  const gain = terms.gain.p * terms.loss.q;
  const loss = terms.loss.p * terms.gain.q;
  const { p: up, q: down } = loss === 0n ? { p: 0n, q: 1n } : quotient(loss, gain);

  const values: Rational[] = [];
  let reachesFloor = false;
  for (let hits = 0; hits <= keyed; hits++) {
    const most = hits >= up ? Math.min(wrong, Number(down) - 1) : wrong;
    for (let falseAlarms = 0; falseAlarms <= most; falseAlarms++) {
      const net = rational(gain * BigInt(hits) - loss * BigInt(falseAlarms), denominator);
      if (compare(net, floor) <= 0) {
        reachesFloor = true;
        break;
      }
      values.push(net);
    }
  }
  return reachesFloor ? [floor, ...values] : values;
}

/** Without a gain, no number of hits differs from none. */
function quotient(loss: bigint, gain: bigint): Rational {
  return gain === 0n ? { p: 1n, q: 0n } : rational(loss, gain);
}
