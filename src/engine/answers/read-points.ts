import { coordinateOf } from "../rules/point/coordinate.ts";
import { err, ok, type Result } from "#result";

import {
  type AnswerReader,
  type AnswerRefusal,
  excerpt,
  inside,
  wrongType,
} from "./answer-refusal.ts";
import { readNumber } from "./read-number.ts";

/** Reads points [x, y], each coordinate a number or its digits as text. */
export function pointsReader(most: number): AnswerReader {
  return (value) => {
    if (!Array.isArray(value)) return wrongType("a list of points [x, y]");
    if (value.length > most) {
      const message = `The item takes at most ${most} points, not ${value.length}.`;
      return err({ code: "too_many_points", message });
    }

    const points: string[] = [];
    for (const [place, point] of (value as readonly unknown[]).entries()) {
      const text = readPoint(point);
      if (!text.ok) return inside(place, text.error);
      points.push(text.value);
    }
    return ok(`[${points.join(",")}]`);
  };
}

function readPoint(point: unknown): Result<string, AnswerRefusal> {
  if (!Array.isArray(point) || point.length !== 2) return wrongType("points [x, y]");
  const [x, y] = (point as readonly unknown[]).map(readCoordinate);
  if (x === undefined || y === undefined) return wrongType("points [x, y]");
  if (!x.ok) return x;
  return y.ok ? ok(`[${x.value},${y.value}]`) : y;
}

function readCoordinate(value: unknown): Result<string, AnswerRefusal> {
  if (typeof value !== "number" && typeof value !== "string") {
    return wrongType("points of two numbers, or of their digits as text");
  }
  if (coordinateOf(value) === null) {
    const message = `${excerpt(String(value))} is no number within ±1,000,000,000 of at most 30 decimals.`;
    return err({ code: "number_invalid", message });
  }
  return typeof value === "number" ? readNumber(value) : ok(JSON.stringify(value));
}
