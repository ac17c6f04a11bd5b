/** A plain 2PL, for tests of what takes its probabilities. */

import reference from "../../../reference/classify-lsat7.json";

export interface PlainItem {
  readonly a: number;
  readonly b: number;
}

export function rightAt(items: readonly PlainItem[], theta: number): number[] {
  return items.map(({ a, b }) => 1 / (1 + Math.exp(-a * (theta - b))));
}

export function informationAt(items: readonly PlainItem[], theta: number): number {
  return rightAt(items, theta).reduce((sum, p, index) => {
    return sum + (items[index]?.a ?? 0) ** 2 * p * (1 - p);
  }, 0);
}

/** Chances of 0, 1, ... right, one item after the other. */
export function scoresAt(items: readonly PlainItem[], theta: number): number[] {
  let scores = [1];
  for (const p of rightAt(items, theta)) {
    const right = [0, ...scores.map((chance) => chance * p)];
    scores = right.map((chance, score) => chance + (scores[score] ?? 0) * (1 - p));
  }
  return scores;
}

/** Equally spaced, with normalised standard normal weights. */
export function normalGrid(from: number, to: number, count: number): [number, number][] {
  const nodes = Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  const weights = nodes.map((node) => Math.exp(-(node ** 2) / 2));
  const sum = weights.reduce((a, b) => a + b, 0);
  return nodes.map((node, index) => [node, (weights[index] ?? 0) / sum]);
}

/** Posterior mean over 121 nodes on [-6, 6]. */
export function eapOf(items: readonly PlainItem[], answers: readonly number[]): number {
  let [weighted, whole] = [0, 0];
  for (const [node, weight] of normalGrid(-6, 6, 121)) {
    let likelihood = weight;
    for (const [item, p] of rightAt(items, node).entries()) {
      likelihood *= answers[item] === 1 ? p : 1 - p;
    }
    weighted += node * likelihood;
    whole += likelihood;
  }
  return weighted / whole;
}

/** The LSAT-7 answers as 0 and 1, one row a candidate; item 1 is the pattern's first digit. */
export function lsat7Rows(): number[][] {
  return reference.patternCounts.flatMap((count, pattern) => {
    const row = [4, 3, 2, 1, 0].map((place) => (pattern >> place) & 1);
    return Array.from({ length: count }, () => row);
  });
}
