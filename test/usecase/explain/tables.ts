import { type Fraction, fraction, larger, smaller, sum } from "./fraction.ts";

type Parameters = Readonly<Record<string, unknown>>;

/** M. */
export function worthOf(parameters: Parameters): Fraction {
  return fraction(parameters["points"] as string);
}

export function clampedSum(limits: object, worths: readonly Fraction[]): Fraction {
  const { lower, upper } = limits as { lower?: string; upper?: string };
  const raised = lower === undefined ? sum(worths) : larger(sum(worths), fraction(lower));
  return upper === undefined ? raised : smaller(raised, fraction(upper));
}
