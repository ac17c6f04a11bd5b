/** What is left for chance to miss is then rounding of sums and integrals. */
const LEAST_ROOM = 1e-7;

/** Consistency beyond chance; null where all fall into one class, or all but nobody. */
export function kappaOf(consistency: number, byChance: number): number | null {
  const room = 1 - byChance;
  return room > LEAST_ROOM ? (consistency - byChance) / room : null;
}
