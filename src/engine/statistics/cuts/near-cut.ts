/**
 * How many candidates stand near a cut.
 *
 * @param counts Candidates by total, in whole units.
 * @param cut In the same units.
 * @param distance k, in the same units: |T - cut| <= k is near, both ends included.
 */
export function nearCut(
  counts: Iterable<readonly [total: number, candidates: number]>,
  cut: number,
  distance: number,
): number {
  let near = 0;
  for (const [total, candidates] of counts) {
    if (Math.abs(total - cut) <= distance) near += candidates;
  }
  return near;
}
