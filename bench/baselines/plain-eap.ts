/**
 * EAP the way it is written first, kept as the baseline of the engine's: the
 * probabilities of each item over the grid are worked out once, and a response
 * multiplies those of its answers, item by item, node by node.
 *
 * @module
 */

export interface PlainItem {
  readonly a: number;
  readonly b: number;
}

export interface PlainEstimate {
  readonly theta: number;
  readonly se: number;
}

/**
 * @param answers One per item: right, wrong, or null where it is missing.
 * @returns An estimator of one response, under a standard normal prior.
 */
export function plainEap(
  items: readonly PlainItem[],
  nodes: readonly number[],
): (answers: readonly (boolean | null)[]) => PlainEstimate {
  const prior = nodes.map((node) => Math.exp((-node * node) / 2));
  const right = items.map(({ a, b }) => nodes.map((node) => 1 / (1 + Math.exp(-a * (node - b)))));
  const wrong = right.map((chances) => chances.map((chance) => 1 - chance));

  return (answers) => {
    const posterior = prior.slice();
    for (const [item, answer] of answers.entries()) {
      if (answer === null) continue;
      const chances = (answer ? right : wrong)[item] as readonly number[];
      for (let node = 0; node < posterior.length; node++) {
        posterior[node] = (posterior[node] as number) * (chances[node] as number);
      }
    }
    let total = 0;
    let sum = 0;
    let squares = 0;
    for (const [index, node] of nodes.entries()) {
      const weight = posterior[index] as number;
      total += weight;
      sum += weight * node;
      squares += weight * node * node;
    }
    const theta = sum / total;
    return { theta, se: Math.sqrt(squares / total - theta * theta) };
  };
}
