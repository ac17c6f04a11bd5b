/** How many cuts a value reaches: a category holds its lower cut and not its upper one. */
export function cutCategory(value: number, cuts: readonly number[]): number {
  let reached = 0;
  for (const cut of cuts) if (value >= cut) reached++;
  return reached;
}

/** @throws RangeError unless there are cuts, all of them numbers, each above the one before. */
export function checkCuts(cuts: readonly number[]): void {
  const rising = cuts.every((cut, index) => cut > (cuts[index - 1] ?? Number.NEGATIVE_INFINITY));
  if (cuts.length === 0 || !rising || !cuts.every(Number.isFinite)) {
    throw new RangeError(`cuts must rise: ${cuts.join(", ")}`);
  }
}
