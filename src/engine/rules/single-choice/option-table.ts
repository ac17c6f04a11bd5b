import { distinct, type Rational } from "../../numbers/rational.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Formula, Reading } from "../rule.ts";

/** The formula of an item whose options are each worth something of their own. */
export function optionTable(
  options: readonly string[],
  worth: (option: string) => Rational,
  evidence: (option: string) => Reading["evidence"],
): Formula {
  const table = new Map(options.map((option) => [option, worth(option)]));
  return {
    values: distinct([...table.values()]),
    points: (answer) => {
      const points = typeof answer === "string" ? table.get(answer) : undefined;
      if (points === undefined) throw impossibleAnswer(answer);
      return points;
    },
    reading: (answer) => {
      if (typeof answer !== "string") throw impossibleAnswer(answer);
      return { normal: answer, evidence: evidence(answer) };
    },
  };
}
