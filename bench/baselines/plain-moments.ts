/** Moments in two passes, the means first, in doubles. */

export function mean(values: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < values.length; place++) sum += values[place] as number;
  return sum / values.length;
}

/** With n - 1. */
export function variance(values: Float64Array): number {
  const centre = mean(values);
  let squares = 0;
  for (let place = 0; place < values.length; place++) {
    squares += ((values[place] as number) - centre) ** 2;
  }
  return squares / (values.length - 1);
}

/** Pearson's r. */
export function correlation(left: Float64Array, right: Float64Array): number {
  const [meanOfLeft, meanOfRight] = [mean(left), mean(right)];
  let [products, squaresOfLeft, squaresOfRight] = [0, 0, 0];
  for (let place = 0; place < left.length; place++) {
    const ofLeft = (left[place] as number) - meanOfLeft;
    const ofRight = (right[place] as number) - meanOfRight;
    products += ofLeft * ofRight;
    squaresOfLeft += ofLeft * ofLeft;
    squaresOfRight += ofRight * ofRight;
  }
  return products / Math.sqrt(squaresOfLeft * squaresOfRight);
}
