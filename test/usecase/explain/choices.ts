/**
 * The formulas of choices.
 *
 * @module
 */

import {
  type Fraction,
  fraction,
  larger,
  minus,
  over,
  smaller,
  sum,
  times,
  ZERO,
} from "./fraction.ts";
import type { TracedItem } from "./traced-item.ts";
import { clampedSum, worthOf } from "./tables.ts";

type Formula = (item: TracedItem) => Fraction;
type Table = Record<string, string | undefined>;

const ONE = over(1, 1);

function isRight({ parameters }: TracedItem, option: string): boolean {
  const key = parameters["key"];
  return Array.isArray(key) ? key.includes(option) : key === option;
}

const singles: Record<string, Formula> = {
  "single_choice all_or_nothing": (item) =>
    isRight(item, String(item.normal)) ? worthOf(item.parameters) : ZERO,
  "single_choice formula_scoring": (item) => {
    const { options } = item.parameters as { options: string[] };
    if (isRight(item, String(item.normal))) return worthOf(item.parameters);
    const r = options.filter((option) => isRight(item, option)).length;
    return times(worthOf(item.parameters), over(-r, options.length - r));
  },
  "single_choice option_points": ({ normal, parameters }) =>
    fraction((parameters["optionPoints"] as Table)[String(normal)] ?? 0),
  "single_choice map": ({ normal, parameters }) => mapped(parameters, [String(normal)]),
  "single_choice confidence": (item) => {
    const [option, level] = item.normal as [string, number];
    const table = item.parameters["confidence"] as Record<string, [string, string]>;
    const [right, wrong] = table[level] ?? ["0", "0"];
    return fraction(isRight(item, option) ? right : wrong);
  },
};

function mapped(parameters: TracedItem["parameters"], options: readonly string[]): Fraction {
  const map = parameters["map"] as { entries: Table; default: string };
  return clampedSum(
    map,
    options.map((option) => fraction(map.entries[option] ?? map.default)),
  );
}

interface Counts {
  readonly n: number;
  readonly c: number;
  readonly h: number;
  readonly f: number;
  readonly m: number;
}

/** Counted from the normal form; the evidence says the same. */
function countsOf(item: TracedItem): Counts {
  const { options, key } = item.parameters as { options: string[]; key: string[] };
  const selected = item.normal as string[];
  const h = selected.filter((option) => key.includes(option)).length;
  const counts = { n: options.length, c: key.length, h, f: selected.length - h, m: key.length - h };
  const { options: n, keyed: c, hits, falseAlarms, misses } = item.evidence;
  const told = JSON.stringify({ n, c, h: hits, f: falseAlarms, m: misses });
  if (told !== JSON.stringify(counts)) throw new Error(`${told} are not the counts`);
  return counts;
}

function share(of: (counts: Counts) => Fraction): Formula {
  return (item) => {
    const counts = countsOf(item);
    if (counts.c > 0) return times(worthOf(item.parameters), of(counts));
    return counts.f === 0 ? worthOf(item.parameters) : ZERO;
  };
}

const LOSSES: Record<string, (counts: Counts) => Fraction> = {
  "1/wrong": ({ n, c }) => over(1, Math.max(1, n - c)),
  "1/max(wrong,2)": ({ n, c }) => over(1, Math.max(2, n - c)),
  "1/right": ({ c }) => over(1, c),
  all: () => ONE,
  none: () => ZERO,
};

const multiples: Record<string, Formula> = {
  all_or_nothing: share(({ f, m }) => (f + m === 0 ? ONE : ZERO)),
  net_correct: share(({ h, f, c }) => over(Math.max(0, h - f), c)),
  each_decision: share(({ n, f, m }) => over(n - f - m, n)),
  halves: share(({ n, f, m }) => {
    if (f + m === 0) return ONE;
    if (f + m === 1 && n >= 3) return over(1, 2);
    return f + m === 2 && n >= 5 ? over(1, 4) : ZERO;
  }),
  coverage: share(({ h, f, c }) => (h + f === 0 ? ZERO : over(h * h, c * (h + f)))),
  right_minus_wrong: share(({ n, h, f }) => over(Math.max(0, h - f), n)),
  kprim: share(({ f, m }) => over([2, 1][f + m] ?? 0, 2)),
  per_response: (item) => {
    const { h, f } = countsOf(item);
    const { pointsEach, wrongPenalty } = item.parameters as Record<string, string>;
    const lost = times(fraction(wrongPenalty ?? 0), over(f, 1));
    return larger(ZERO, minus(times(fraction(pointsEach ?? 1), over(h, 1)), lost));
  },
  proportion: (item) => {
    const { h, c, f } = countsOf(item);
    const lost = times(fraction(item.parameters["wrongPenalty"] as string), over(f, 1));
    return larger(ZERO, minus(times(worthOf(item.parameters), over(h, c)), lost));
  },
  subtract: (item) => {
    const { wrong, floor } = item.parameters as { wrong: string; floor: string };
    const loss = LOSSES[wrong];
    if (loss === undefined) throw new Error(wrong);
    return share((counts) =>
      larger(
        fraction(floor),
        minus(over(counts.h, counts.c), times(loss(counts), over(counts.f, 1))),
      ),
    )(item);
  },
  option_weights: ({ normal, parameters }) => {
    const { weights, lo, hi } = parameters as { weights: Table; lo: string; hi: string };
    const total = sum((normal as string[]).map((option) => fraction(weights[option] ?? 0)));
    return times(worthOf(parameters), smaller(fraction(hi), larger(fraction(lo), total)));
  },
  map: ({ normal, parameters }) => mapped(parameters, normal as string[]),
  rationale: ({ normal, parameters }) => {
    const { key, anchor } = parameters as { key: string[]; anchor: string };
    const selected = normal as string[];
    if (!selected.includes(anchor)) return ZERO;
    return over(key.filter((o) => o !== anchor && selected.includes(o)).length, 1);
  },
};

/** By type and rule. */
export const choices: Readonly<Record<string, Formula>> = {
  ...singles,
  ...Object.fromEntries(
    Object.entries(multiples).map(([rule, formula]) => [`multiple_choice ${rule}`, formula]),
  ),
};
