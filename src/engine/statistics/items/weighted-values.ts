/** Ascending values, and how often each occurs; the same value may come again. */
export interface WeightedValues {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/** One ascending list of several, halves first: O(values * log(lists)). */
export function mergeWeighted(lists: readonly WeightedValues[]): WeightedValues {
  const [first, second] = lists;
  if (first === undefined) return { values: new Float64Array(), weights: new Float64Array() };
  if (second === undefined) return first;
  const half = lists.length >> 1;
  return mergeTwo(mergeWeighted(lists.slice(0, half)), mergeWeighted(lists.slice(half)));
}

function mergeTwo(left: WeightedValues, right: WeightedValues): WeightedValues {
  const length = left.values.length + right.values.length;
  const values = new Float64Array(length);
  const weights = new Float64Array(length);
  let [i, j] = [0, 0];
  for (let place = 0; place < length; place++) {
    const own = left.values[i] ?? Number.POSITIVE_INFINITY;
    const other = right.values[j] ?? Number.POSITIVE_INFINITY;
    if (own <= other) {
      values[place] = own;
      weights[place] = left.weights[i++] as number;
    } else {
      values[place] = other;
      weights[place] = right.weights[j++] as number;
    }
  }
  return { values, weights };
}
