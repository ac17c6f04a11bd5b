/**
 * The ready definitions score as their publications say: every expected number
 * here is worked out by hand from those, beside it.
 */

import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { LIBRARY } from "#usecase/library/library.ts";
import { readLibrary } from "#usecase/read-library.ts";
import type { ResultView } from "#usecase/result-view.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { must } from "../support/must.ts";
import { ratedScores } from "../support/rated-scores.ts";

type Answers = Readonly<Record<string, unknown>>;

function scored(id: string, answers: Answers, attributes: object = {}): ResultView {
  const assessment = must(readLibrary(id));
  const responses = [{ candidate: "c", attributes, answers }];
  const { results, errors, warnings } = must(scoreStateless({ assessment, responses }));
  expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  return results[0] as ResultView;
}

/** "3 2 - 0" is q1 = 3, q2 = 2, q3 omitted, q4 = 0. */
function row(text: string): Answers {
  const cells = text.split(" ").map((cell) => (cell === "-" ? null : Number(cell)));
  return Object.fromEntries(cells.map((cell, place) => [`q${place + 1}`, cell]));
}

test("every definition is without faults and warnings, and its id is its own", () => {
  expect(new Set(LIBRARY.map(({ id }) => id)).size).toBe(LIBRARY.length);
  for (const { id } of LIBRARY) scored(id, {});
});

test("what is not in the library is said to be so", () => {
  expect(readLibrary("phq")).toEqual({ ok: false, error: { code: "not_in_library", id: "phq" } });
});

describe("PHQ-9", () => {
  const phq9 = (text: string) => {
    const { scales, bands } = scored("phq-9", row(text));
    const { value, reason } = scales["depression"] ?? {};
    return [value, bands["depression"], reason];
  };

  test.each([
    ["0 0 0 0 0 0 0 0 0", 0, "minimal"],
    // 1+1+1+1 = 4, below the cut of 5, and 4+1 = 5, at it.
    ["1 1 1 1 0 0 0 0 0", 4, "minimal"],
    ["1 1 1 1 1 0 0 0 0", 5, "mild"],
    // 9 ones = 9; one of them a two = 10.
    ["1 1 1 1 1 1 1 1 1", 9, "mild"],
    ["2 1 1 1 1 1 1 1 1", 10, "moderate"],
    // 5 · 2 + 4 · 1 = 14; 6 · 2 + 3 · 1 = 15.
    ["2 2 2 2 2 1 1 1 1", 14, "moderate"],
    ["2 2 2 2 2 2 1 1 1", 15, "moderately severe"],
    // 3 + 8 · 2 = 19; 2 · 3 + 7 · 2 = 20.
    ["3 2 2 2 2 2 2 2 2", 19, "moderately severe"],
    ["3 3 2 2 2 2 2 2 2", 20, "severe"],
    ["3 3 3 3 3 3 3 3 3", 27, "severe"],
  ])("%s is %d: %s", (text, value, band) => {
    expect(phq9(text)).toEqual([value, band, undefined]);
  });

  test("up to two missing answers count as the mean of the others", () => {
    // 8 ones: mean 1, 8 + 1 = 9.
    expect(phq9("1 1 1 1 1 1 1 1 -")).toEqual([9, "mild", undefined]);
    // 7 twos: mean 2, 14 + 2 · 2 = 18.
    expect(phq9("- 2 2 2 2 2 2 2 -")).toEqual([18, "moderately severe", undefined]);
    // 2 + 2 + 1 + 1 + 1 + 1 + 0 = 8 of 7 answered: 8 · 9 / 7 = 10.28….
    expect(phq9("2 2 1 1 1 1 0 - -")).toEqual([72 / 7, "moderate", undefined]);
    // 2 + 7 · 1 = 9 of 8 answered: 9 · 9 / 8.
    expect(phq9("2 1 1 1 1 1 1 1 -")).toEqual([10.125, "moderate", undefined]);
  });

  test("three missing answers, or all, leave no score and no band", () => {
    expect(phq9("3 3 3 3 3 3 - - -")).toEqual([null, null, "too_few_answered"]);
    expect(phq9("- - - - - - - - -")).toEqual([null, null, "nothing_answered"]);
  });
});

describe("GAD-7", () => {
  const gad7 = (text: string) => {
    const { scales, bands } = scored("gad-7", row(text));
    const { value, reason } = scales["anxiety"] ?? {};
    return [value, bands["anxiety"], reason];
  };

  test.each([
    ["0 0 0 0 0 0 0", 0, "minimal"],
    ["1 1 1 1 0 0 0", 4, "minimal"],
    ["1 1 1 1 1 0 0", 5, "mild"],
    // 2 · 2 + 5 · 1 = 9; 3 · 2 + 4 · 1 = 10.
    ["2 2 1 1 1 1 1", 9, "mild"],
    ["2 2 2 1 1 1 1", 10, "moderate"],
    // 7 · 2 = 14; 3 + 6 · 2 = 15.
    ["2 2 2 2 2 2 2", 14, "moderate"],
    ["3 2 2 2 2 2 2", 15, "severe"],
    ["3 3 3 3 3 3 3", 21, "severe"],
  ])("%s is %d: %s", (text, value, band) => {
    expect(gad7(text)).toEqual([value, band, undefined]);
  });

  test("a missing answer, or all, leaves no score and no band", () => {
    expect(gad7("3 3 3 3 3 3 -")).toEqual([null, null, "an_item_is_not_answered"]);
    expect(gad7("- - - - - - -")).toEqual([null, null, "nothing_answered"]);
  });
});

describe("AUDIT-C", () => {
  const auditC = (text: string, sex?: string) => {
    const { scales, bands } = scored("audit-c", row(text), sex === undefined ? {} : { sex });
    return [scales["consumption"]?.value, bands["screen"], scales["screen"]?.reason];
  };

  test.each([
    ["0 0 0", "male", 0, "negative"],
    ["0 0 0", "female", 0, "negative"],
    // Women from 3, men from 4.
    ["1 1 0", "female", 2, "negative"],
    ["1 1 1", "female", 3, "positive"],
    ["1 1 1", "male", 3, "negative"],
    ["2 1 1", "male", 4, "positive"],
    ["4 4 4", "male", 12, "positive"],
    ["4 4 4", "female", 12, "positive"],
  ])("%s, %s, is %d: %s", (text, sex, value, band) => {
    expect(auditC(text, sex)).toEqual([value, band, undefined]);
  });

  test("without the attribute there is a score and no screen", () => {
    expect(auditC("4 4 4")).toEqual([12, null, "no_norm_group"]);
  });

  test("a missing answer, or all, leaves no score and no screen", () => {
    expect(auditC("4 4 -", "male")).toEqual([null, null, "an_item_is_not_answered"]);
    expect(auditC("- - -", "female")).toEqual([null, null, "nothing_answered"]);
  });
});

describe("WHO-5", () => {
  const who5 = (text: string) => {
    const { scales, bands } = scored("who-5", row(text));
    const { raw, value, reason } = scales["well-being"] ?? {};
    return [raw, value, bands["well-being"], reason];
  };

  test.each([
    ["0 0 0 0 0", 0, 0, "50 or less: screens positive"],
    // 3+3+2+2+2 = 12, times 4 is 48; 3+3+3+2+2 = 13, times 4 is 52.
    ["3 3 2 2 2", 12, 48, "50 or less: screens positive"],
    ["3 3 3 2 2", 13, 52, "above 50"],
    ["5 4 3 2 1", 15, 60, "above 50"],
    ["5 5 5 5 5", 25, 100, "above 50"],
  ])("%s is %d, %d percent: %s", (text, raw, value, band) => {
    expect(who5(text)).toEqual([raw, value, band, undefined]);
  });

  test("a missing answer, or all, leaves no score and no band", () => {
    expect(who5("5 5 5 5 -")).toEqual([null, null, null, "an_item_is_not_answered"]);
    expect(who5("- - - - -")).toEqual([null, null, null, "nothing_answered"]);
  });
});

describe("SUS", () => {
  const sus = (text: string) => {
    const { value, reason } = scored("sus", row(text)).scales["usability"] ?? {};
    return [value, reason];
  };

  test.each([
    // Odd ones x - 1 = 0, even ones 5 - x = 0.
    ["1 5 1 5 1 5 1 5 1 5", 0],
    // Odd 4, even 4: 10 · 4 · 2.5.
    ["5 1 5 1 5 1 5 1 5 1", 100],
    // Straight-lined: odd 5 · 4, even 5 · 0: 20 · 2.5; odd 5 · 0, even 5 · 4: the same.
    ["5 5 5 5 5 5 5 5 5 5", 50],
    ["1 1 1 1 1 1 1 1 1 1", 50],
    ["3 3 3 3 3 3 3 3 3 3", 50],
    // Odd 4+3+3+4+2 = 16, even 3+4+2+4+1 = 14: 30 · 2.5 = 75.
    ["5 2 4 1 4 3 5 1 3 4", 75],
    // One step on an even item alone: 0 + 1, times 2.5.
    ["1 4 1 5 1 5 1 5 1 5", 2.5],
  ])("%s is %d", (text, value) => {
    expect(sus(text)).toEqual([value, undefined]);
  });

  test("a missing answer, or all, leaves no score", () => {
    expect(sus("5 1 5 1 5 1 5 1 5 -")).toEqual([null, "an_item_is_not_answered"]);
    expect(sus("- - - - - - - - - -")).toEqual([null, "nothing_answered"]);
  });
});

describe("BFI-10", () => {
  const TRAITS = ["extraversion", "agreeableness", "conscientiousness", "neuroticism", "openness"];
  const bfi10 = (text: string) => {
    const { scales } = scored("bfi-10", row(text));
    return TRAITS.map((trait) => scales[trait]?.value);
  };

  test.each([
    // Reversed are 1, 3, 4, 5, 7: 6 - 5 = 1 beside 1.
    ["5 1 5 5 5 1 5 1 1 1", [1, 1, 1, 1, 1]],
    // 6 - 1 = 5 beside 5.
    ["1 5 1 1 1 5 1 5 5 5", [5, 5, 5, 5, 5]],
    // Straight-lined: (1 + 5) / 2.
    ["5 5 5 5 5 5 5 5 5 5", [3, 3, 3, 3, 3]],
    // E (6-2 + 5)/2, A (6-4 + 3)/2, C (6-1 + 4)/2, N (6-5 + 2)/2, O (6-3 + 1)/2.
    ["2 3 1 5 3 5 4 4 2 1", [4.5, 2.5, 4.5, 1.5, 2]],
  ])("%s", (text, means) => {
    expect(bfi10(text)).toEqual(means);
  });

  test("a missing answer leaves its trait without a score, and no other", () => {
    expect(bfi10("2 3 1 5 3 - 4 4 2 1")).toEqual([null, 2.5, 4.5, 1.5, 2]);
    const { scales } = scored("bfi-10", {});
    for (const trait of TRAITS) {
      expect(scales[trait]).toMatchObject({ value: null, reason: "nothing_answered" });
    }
  });
});

describe("the K′ exam", () => {
  const points = (answers: Answers) => scored("kprim-exam", answers).points;

  test.each([
    // The key of q3 is a and d true, b and c false; of q1, a alone.
    [{ q3: ["a", "d"] }, 1],
    [{ q3: ["a"] }, 0.5],
    [{ q3: ["a", "b", "d"] }, 0.5],
    [{ q3: ["a", "b"] }, 0],
    [{ q3: [] }, 0],
    [{ q3: ["b", "c"] }, 0],
    [{ q1: [] }, 0.5],
    [{ q1: null }, 0],
    [{ q1: ["a"], q2: ["b"], q3: ["b", "c"], q4: ["b", "c", "d"], q5: null }, 2.5],
    [
      { q1: ["a"], q2: ["b", "c"], q3: ["d", "a"], q4: ["b", "c", "d"], q5: ["a", "b", "c", "d"] },
      5,
    ],
  ])("%j earns %d", (answers, earned) => {
    expect(points(answers)).toBe(earned);
  });
});

describe("the exam with correction for guessing", () => {
  const RIGHT = ["B", "D", "A", "E", "C", "A", "E", "B", "true", "false"];
  const WRONG = ["A", "A", "B", "A", "A", "B", "A", "A", "false", "true"];
  /** R is right, W is wrong, - is omitted. */
  const answersOf = (text: string) =>
    Object.fromEntries(
      Array.from(text).map((sign, place) => {
        const answer = sign === "R" ? RIGHT[place] : WRONG[place];
        return [`q${place + 1}`, sign === "-" ? null : answer];
      }),
    );

  test.each([
    ["RRRRRRRRRR", 10],
    // Eight times 1/4, and twice 1.
    ["WWWWWWWWWW", -4],
    ["----------", 0],
    // 2 - 6/4; 4 - 1/4; 1 - 1 of two options; 1 - 1/4.
    ["RRWWWWWW--", 0.5],
    ["RRRRW-----", 3.75],
    ["--------RW", 0],
    ["W-------R-", 0.75],
  ])("%s earns %d", (text, earned) => {
    expect(scored("formula-exam", answersOf(text)).points).toBe(earned);
  });
});

describe("the exam with certainty-based marking", () => {
  test.each([
    // The keys are B D A C B.
    [{ q1: ["B", 1] }, 1],
    [{ q1: ["B", 2] }, 2],
    [{ q1: ["B", 3] }, 3],
    [{ q1: ["A", 1] }, 0],
    [{ q1: ["A", 2] }, -2],
    [{ q1: ["A", 3] }, -6],
    [{ q1: null }, 0],
    [{ q1: ["B", 3], q2: ["D", 3], q3: ["A", 3], q4: ["C", 3], q5: ["B", 3] }, 15],
    [{ q1: ["A", 3], q2: ["A", 3], q3: ["B", 3], q4: ["A", 3], q5: ["A", 3] }, -30],
    // 3 - 2 + 1 + 0 + nothing.
    [{ q1: ["B", 3], q2: ["A", 2], q3: ["A", 1], q4: ["A", 1], q5: null }, 2],
  ])("%j earns %d", (answers, earned) => {
    expect(scored("certainty-exam", answers).points).toBe(earned);
  });
});

describe("the cloze", () => {
  test.each([
    [{ q1: "first", q2: "second", q3: "third", q4: 12, q5: "C" }, 5],
    [{ q1: " First ", q2: "two", q3: "third", q4: "12.0", q5: "A" }, 3],
    [{ q2: "second", q4: null }, 1],
    [{ q1: "second" }, 0],
    [null, 0],
  ])("%j earns %d", (passage, earned) => {
    expect(scored("cloze", { passage }).points).toBe(earned);
  });
});

describe("the mixed exam", () => {
  const ALL = {
    a1: "B",
    a2: "D",
    a3: ["A", "C"],
    a4: ["B", "C"],
    b1: 9.8,
    b2: "Example",
    b3: ["A", "B", "C"],
    b4: [
      ["A", "1"],
      ["B", "2"],
    ],
    b5: { b5a: "word", b5b: 7 },
    c1: "essay",
  };
  type Part = number | null;
  type Summary = [
    points: number,
    a: Part,
    b: Part,
    c: Part,
    band: string | null,
    certificate: boolean | null,
  ];

  /** A rating is a digit a criterion: "321" is content at level 3, structure 2, language 1. */
  const summary = (answers: Answers, ...ratings: string[]) => {
    const assessment = must(readLibrary("mixed-exam"));
    const said = ratings.map((text, place) => {
      const [content, structure, language] = Array.from(text, (level) => `l${level}`);
      const levels = { content, structure, language };
      return { candidate: "c", item: "c1", rater: `r${place}`, levels };
    });
    const { results } = ratedScores(assessment, [{ candidate: "c", answers }], said);
    const [{ points, scales, bands, gates } = scored("mixed-exam", answers)] = results;
    const parts = ["part-a", "part-b", "part-c"].map((part) => scales[part]?.value);
    return [points, ...parts, bands["total"], gates?.["certificate"]];
  };

  test.each<[Answers, string[], Summary]>([
    [ALL, ["322", "322"], [30, 10, 10, 10, "pass", true]],
    // A 2 + 2 + 4 · (1 - 0)/2 + 2 = 8; B 2 + 1 + 0 + 1 + 0 = 4; C 4 + 1 + 1 = 6: 18 of 30 is 60 percent, B 40.
    [
      { ...ALL, a3: ["A"], b2: "sample", b3: ["C", "B", "A"], b4: [["A", "1"]], b5: null },
      ["211", "211"],
      [18, 8, 4, 6, "pass", false],
    ],
    // A 2 + 2 + 4 · (2 - 1)/2 + 0 = 6; B 2 + 2 + 2 · 1/2 + 0 + 1 = 6; C (7 + 5)/2, 2 apart: 60 percent each.
    [
      { ...ALL, a3: ["A", "B", "C"], a4: ["B"], b3: ["B", "C", "A"], b4: [], b5: { b5b: 7 } },
      ["221", "201"],
      [18, 6, 6, 6, "pass", true],
    ],
    // One point less: 17 of 30.
    [
      { ...ALL, a3: ["A", "B", "C"], a4: ["B"], b3: ["B", "C", "A"], b4: [], b5: null },
      ["221", "201"],
      [17, 6, 5, 6, "fail", false],
    ],
    // 10 and 8 are 2 apart; 10 and 7 are 3: with 8 the closest are 7 and 8, with 10 they are 10 and 10.
    [ALL, ["322", "302"], [29, 10, 10, 9, "pass", true]],
    [ALL, ["322", "221", "222"], [27.5, 10, 10, 7.5, "pass", true]],
    [ALL, ["322", "221", "322"], [30, 10, 10, 10, "pass", true]],
    // 10, 4 and 7: 3 between each two, so all three.
    [ALL, ["322", "200", "221"], [27, 10, 10, 7, "pass", true]],
    // Under half of part C: 4 + 0 + 0.
    [ALL, ["200", "200"], [24, 10, 10, 4, "pass", false]],
    // No essay, no points: 20 of 30, and nothing to wait for.
    [{ ...ALL, c1: null }, [], [20, 10, 10, 0, "pass", false]],
    [{}, [], [0, 0, 0, 0, "fail", false]],
  ])("%j with the ratings %j is %j", (answers, ratings, expected) => {
    expect<unknown[]>(summary(answers, ...ratings)).toEqual(expected);
  });

  test.each([[[]], [["322"]], [["322", "221"]]])(
    "waits for its raters: %j is provisional",
    (ratings) => {
      expect(summary(ALL, ...ratings)).toEqual([20, 10, 10, null, null, null]);
      expect(scored("mixed-exam", ALL)).toMatchObject({ status: "provisional", percent: null });
    },
  );

  test("no gate has failed while a part is still to come, even where another is below its mark", () => {
    expect(summary({ ...ALL, b1: null, b2: null, b3: null })).toEqual([
      14,
      10,
      4,
      null,
      null,
      null,
    ]);
  });
});

describe("docs/library.md", () => {
  const page = readFileSync("docs/library.md", "utf8");

  interface Banded {
    readonly scale: string;
    readonly on: string;
    readonly cuts: readonly { readonly min: number; readonly label: string }[];
  }

  test.each(LIBRARY)("has the row of $id", ({ id, title, missing, sources, definition }) => {
    const scales = (definition.scales ?? []).map((scale) => `\`${scale.id}\``).join(", ");
    const bands = ((definition["bands"] ?? []) as Banded[])
      .flatMap(({ scale, on, cuts }) => {
        const unit = on === "percent" ? "%" : "";
        return `\`${scale}\`: ${cuts.map(({ min, label }) => `${min}${unit} ${label}`).join(" · ")}`;
      })
      .join("; ");
    const cells = [`\`${id}\``, title, scales || "total", bands || "none", missing];
    expect(page).toContain(`| ${cells.join(" | ")} | ${sources.join("; ")} |`);
  });

  test("has no other rows", () => {
    expect(page.match(/^\| `/gm)).toHaveLength(LIBRARY.length);
  });
});
