/**
 * A made-up exam: 10,000 candidates, 40 items of four options.
 *
 * Right answers follow a three-parameter logistic model (2PL and guessing),
 * wrong ones a distractor's own pull. Everything is whole numbers, from a fixed
 * seed, so the candidates are the same on every machine.
 *
 * @module
 */

import type { Sample } from "./sample.ts";

const CANDIDATES = 10_000;
const ITEMS = 40;
const OPTIONS = ["A", "B", "C", "D"];
const SEED = 0x5eed;

/** Chance per 10,000 of answering right by luck, and of leaving blank. */
const GUESS = 1_800;
const BLANK = 120;

/** 10,000 times the logistic function at 0, 1/2, 1, … 8. */
const LOGISTIC = [
  5000, 6225, 7311, 8176, 8808, 9241, 9526, 9707, 9820, 9890, 9933, 9959, 9975, 9985, 9991, 9994,
  9997,
];

export const simulatedExam: Sample = {
  id: "simulated-exam",
  responses: CANDIDATES,
  definition: {
    title: "Simulated exam (seeded generator)",
    items: simulatedItems().map(({ id, key }) => ({
      id,
      type: "single_choice",
      options: OPTIONS,
      key: OPTIONS[key],
    })),
    scales: [
      { id: "part-1", items: itemIds(0, ITEMS / 2), aggregate: "sum" },
      { id: "part-2", items: itemIds(ITEMS / 2, ITEMS), aggregate: "sum" },
    ],
    bands: [
      {
        scale: "total",
        on: "percent",
        cuts: [
          { min: 0, label: "fail" },
          { min: 50, label: "pass" },
          { min: 80, label: "distinction" },
        ],
      },
    ],
  },
  *rows() {
    const items = simulatedItems();
    const below = randomBelow(SEED + 1);
    for (let number = 1; number <= CANDIDATES; number++) {
      const ability = bellShaped(below);
      const answers: Record<string, string | null> = {};
      for (const item of items) answers[item.id] = answerTo(item, ability, below);
      yield { candidate: `sim-${String(number).padStart(5, "0")}`, answers };
    }
  },
};

interface SimulatedItem {
  readonly id: string;
  /** Which option is right. */
  readonly key: number;
  /** Thousandths of the logit scale. */
  readonly difficulty: number;
  /** Thousandths. */
  readonly slope: number;
  /** Of every ten wrong answers, how many take the option after the key. */
  readonly pull: number;
}

type RandomBelow = (bound: number) => number;

function simulatedItems(): readonly SimulatedItem[] {
  const below = randomBelow(SEED);
  return itemIds(0, ITEMS).map((id, place) => ({
    id,
    key: below(OPTIONS.length),
    // From easy to hard, not quite in order.
    difficulty: -2_000 + place * 90 + below(800),
    slope: 700 + below(1_100),
    pull: 3 + below(5),
  }));
}

function itemIds(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => `q${String(from + i + 1).padStart(2, "0")}`);
}

function answerTo(item: SimulatedItem, ability: number, below: RandomBelow): string | null {
  if (below(10_000) < BLANK) return null;
  const logit = Math.trunc((item.slope * (ability - item.difficulty)) / 1_000);
  const chance = GUESS + Math.trunc(((10_000 - GUESS) * logistic(logit)) / 10_000);
  const right = below(10_000) < chance;
  return OPTIONS[right ? item.key : wrongOption(item, below)] ?? null;
}

function wrongOption(item: SimulatedItem, below: RandomBelow): number {
  const step = below(10) < item.pull ? 1 : 2 + below(OPTIONS.length - 2);
  return (item.key + step) % OPTIONS.length;
}

/** Of thousandths of a logit, per 10,000, by straight lines between the table's points. */
function logistic(logit: number): number {
  const distance = Math.min(Math.abs(logit), 7_999);
  const step = Math.trunc(distance / 500);
  const low = LOGISTIC[step] ?? 0;
  const high = LOGISTIC[step + 1] ?? low;
  const value = low + Math.trunc(((high - low) * (distance - step * 500)) / 500);
  return logit < 0 ? 10_000 - value : value;
}

/** Thousandths, mean about 0, standard deviation about 1,000: the sum of twelve even draws. */
function bellShaped(below: RandomBelow): number {
  let sum = -6_000;
  for (let i = 0; i < 12; i++) sum += below(1_001);
  return sum;
}

/**
 * Even draws from 0 to bound - 1, by xorshift.
 *
 * Source: Marsaglia, G. (2003). Xorshift RNGs. Journal of Statistical Software, 8(14).
 */
function randomBelow(seed: number): RandomBelow {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}
