/**
 * An answer as text: what the dictionary keeps, so that every answer can be
 * given back exactly as it was submitted.
 *
 * The text is JSON, with one addition that `JSON.parse` reads back as meant:
 * negative zero stays `-0`. Lone surrogates and NUL are escapes in it, so the
 * text itself is always plain Unicode without NUL.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { type ConstructedItem, isConstructed } from "../definition/constructed-item.ts";
import type { Item, RatingItem, TextItem } from "../definition/definition.ts";
import { parseDecimal } from "../numbers/decimal.ts";
import type { Answer } from "../rules/compiled-item.ts";
import { sidesOf } from "../rules/match/pairs.ts";
import { mostSelected } from "../rules/multiple-choice/most-selected.ts";
import { maxChoices } from "../rules/point/point-in-area.ts";
import { LONGEST_TEXT, takesShortTexts } from "../rules/text/text-key.ts";

import {
  type AnswerReader,
  type AnswerRefusal,
  excerpt,
  unknownOption,
  wrongType,
} from "./answer-refusal.ts";
import { gapsReader } from "./read-gaps.ts";
import { readNumber } from "./read-number.ts";
import { pairsReader } from "./read-pairs.ts";
import { pointsReader } from "./read-points.ts";
import { sequenceReader } from "./read-sequence.ts";

/**
 * The exact JSON text of an answer; or why the item cannot produce it.
 * null is no answer but a state, and is refused.
 */
export function answerText(item: Item, value: unknown): Result<string, AnswerRefusal> {
  return answerReader(item)(value);
}

/** The answer that a text of `answerText` stands for. */
export function parseAnswer(text: string): Answer {
  return JSON.parse(text) as Answer;
}

export function answerReader(item: Item): AnswerReader {
  if (isConstructed(item)) return constructedReader(item);
  switch (item.type) {
    case "single_choice":
      return singleChoiceReader(item);
    case "multiple_choice":
      return setReader(new Set(item.options), mostSelected(item));
    case "number":
      return numberReader(item.decimal, item.onInvalid === "refuse");
    case "text":
      return textReader(item);
    case "rating":
      return ratingReader(item);
    case "rubric":
      return readText;
  }
}

function constructedReader(item: ConstructedItem): AnswerReader {
  switch (item.type) {
    case "order":
      return sequenceReader(new Set(item.key));
    case "match":
      return pairsReader(sidesOf(item));
    case "gap":
      return gapsReader(new Map(item.gaps.map((gap) => [gap.id, answerReader(gap)])));
    case "point":
      return pointsReader(maxChoices(item));
  }
}

function singleChoiceReader(item: Extract<Item, { type: "single_choice" }>): AnswerReader {
  const options = new Set(item.options);
  if (item.rule !== "confidence") return optionReader(options);
  return optionAtLevelReader(options, new Set(Object.keys(item.confidence)));
}

function optionReader(options: ReadonlySet<string>): AnswerReader {
  return (value) => {
    if (typeof value !== "string") return wrongType("one option as text");
    return options.has(value) ? ok(JSON.stringify(value)) : unknownOption(value);
  };
}

function optionAtLevelReader(
  options: ReadonlySet<string>,
  levels: ReadonlySet<string>,
): AnswerReader {
  return (value) => {
    const [option, level]: readonly unknown[] = Array.isArray(value) ? value : [];
    if (!Array.isArray(value) || value.length !== 2 || typeof option !== "string") {
      return wrongType('an option and a level, such as ["A",2]');
    }
    if (!options.has(option)) return unknownOption(option);
    // Negative zero is refused: its text would not give it back exactly.
    if (typeof level === "number" && levels.has(String(level)) && !Object.is(level, -0)) {
      return ok(JSON.stringify(value));
    }
    const known = [...levels].slice(0, 20).join(", ");
    return err({ code: "level_unknown", message: `The level is a number among ${known}.` });
  };
}

function setReader(options: ReadonlySet<string>, most: number): AnswerReader {
  return (value) => {
    if (!Array.isArray(value)) return wrongType("a list of options");
    for (const option of value as readonly unknown[]) {
      if (typeof option !== "string") return wrongType("a list of options");
      if (!options.has(option)) return unknownOption(option);
    }
    return value.length > most && new Set(value).size > most
      ? err({ code: "too_many_selected", message: `The item takes at most ${most} options.` })
      : ok(JSON.stringify(value));
  };
}

function numberReader(mark: "." | ",", refuseInvalid: boolean): AnswerReader {
  return (value) => {
    if (typeof value === "number") return readNumber(value);
    if (typeof value !== "string") return wrongType("a number, or its digits as text");
    if (refuseInvalid && parseDecimal(value, mark) === null) {
      return err({
        code: "number_invalid",
        message: `${excerpt(value)} is not a number with "${mark}" as its decimal mark.`,
      });
    }
    return ok(JSON.stringify(value));
  };
}

function textReader(item: TextItem): AnswerReader {
  return takesShortTexts(item) ? readShortText : readText;
}

function readText(value: unknown): Result<string, AnswerRefusal> {
  return typeof value === "string" ? ok(JSON.stringify(value)) : wrongType("text");
}

/** Of an item with patterns, whose work grows with the text. */
function readShortText(value: unknown): Result<string, AnswerRefusal> {
  if (typeof value !== "string" || value.length <= LONGEST_TEXT) return readText(value);
  const message = `The item takes text of at most ${LONGEST_TEXT} characters.`;
  return err({ code: "text_too_long", message });
}

function ratingReader(item: RatingItem): AnswerReader {
  return "values" in item
    ? optionReader(new Set(Object.keys(item.values)))
    : rangeReader(item.min, item.max);
}

function rangeReader(min: number, max: number): AnswerReader {
  return (value) => {
    if (typeof value !== "number") return wrongType("a whole number");
    // Negative zero is refused: a scale has one zero, and 0 would not give it back exactly.
    if (Number.isInteger(value) && value >= min && value <= max && !Object.is(value, -0)) {
      return ok(String(value));
    }
    return err({
      code: "rating_out_of_range",
      message: `A whole number from ${min} to ${max} is expected.`,
    });
  };
}
