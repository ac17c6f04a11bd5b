/**
 * The exam that every bench scores: 40 single-choice items of four options, and
 * as many seeded candidates as asked for, of differing ability, 4% omitting.
 *
 * @module
 */

import { seededRandom } from "./random.ts";

export const ITEM_COUNT = 40;
export const OPTIONS = ["A", "B", "C", "D"] as const;
/** What a chosen option's index is where nothing was chosen. */
export const OMITTED = OPTIONS.length;

/** The index of each item's right option. */
export const KEY: Uint8Array = Uint8Array.from(
  { length: ITEM_COUNT },
  (_, item) => (item * 7 + 3) % OPTIONS.length,
);

/** What the candidates' choices are answers to: items `q1` to `q40`. */
export interface ExamForm {
  /** As a caller sends it. A new title makes a new revision. */
  definition(title: string): object;
  /** JSON text of each item's answers, one for each choice. */
  readonly answers: readonly (readonly string[])[];
}

export const plainExam: ExamForm = {
  definition: examDefinition,
  answers: Array.from({ length: ITEM_COUNT }, () => OPTIONS.map((option) => `"${option}"`)),
};

export function examDefinition(title: string): object {
  return {
    title,
    items: Array.from(KEY, (right, item) => ({
      id: `q${item + 1}`,
      type: "single_choice",
      options: OPTIONS,
      key: OPTIONS[right],
      points: 1,
    })),
  };
}

/**
 * What each candidate chose: indexes of options, row-major.
 *
 * A right answer has the probability of a Rasch model with abilities and
 * difficulties spread over [-2, 2]; the wrong ones are equally likely.
 */
export function examChoices(count: number, seed = 1): Uint8Array {
  const random = seededRandom(seed);
  const choices = new Uint8Array(count * ITEM_COUNT);
  let cell = 0;
  for (let candidate = 0; candidate < count; candidate++) {
    const ability = 4 * random() - 2;
    for (let item = 0; item < ITEM_COUNT; item++) {
      const right = KEY[item] as number;
      const difficulty = (4 * item) / (ITEM_COUNT - 1) - 2;
      const chance = 1 / (1 + Math.exp(difficulty - ability));
      const drawn = random();
      if (drawn < 0.04) choices[cell++] = OMITTED;
      else if (random() < chance) choices[cell++] = right;
      else choices[cell++] = (right + 1 + Math.floor(3 * random())) % OPTIONS.length;
    }
  }
  return choices;
}

/** The answers of one candidate as a JSON object. */
export function answersJson(choices: Uint8Array, candidate: number, form = plainExam): string {
  const cell = candidate * ITEM_COUNT;
  let json = "{";
  for (let item = 0; item < ITEM_COUNT; item++) {
    if (item > 0) json += ",";
    const answer = form.answers[item]?.[choices[cell + item] as number] ?? "null";
    json += `"q${item + 1}":${answer}`;
  }
  return `${json}}`;
}

/** The response of one candidate, as one line of NDJSON without its end. */
export function responseJson(choices: Uint8Array, candidate: number, form = plainExam): string {
  return `{"candidate":"${candidateId(candidate)}","answers":${answersJson(choices, candidate, form)}}`;
}

export function candidateId(candidate: number): string {
  return `c-${String(candidate + 1).padStart(7, "0")}`;
}
