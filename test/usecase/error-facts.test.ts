import { expect, test } from "bun:test";

import { sql } from "drizzle-orm";

import { errorFacts } from "#usecase/error-facts.ts";

import { describeOnEachDatabase } from "../support/databases.ts";

describeOnEachDatabase("an error of the database", (database) => {
  test("is logged without its statement, its parameters and what it quotes", async () => {
    const secret = "an answer of a candidate";
    const statement = sql`select ${secret}::int as number_of_the_beast`;
    const error: unknown = await database.db.execute(statement).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);

    const logged = JSON.stringify(errorFacts(error));
    expect(logged).not.toContain(secret);
    expect(logged).not.toContain("number_of_the_beast");
    expect(logged).toContain('"code":"22P02"');
  });
});

test("a bug is logged with its words and the place it came from, without a stack", () => {
  const bug = new RangeError("a batch without responses", { cause: new TypeError("undefined") });
  expect(errorFacts(bug)).toEqual({
    error: "RangeError",
    message: "a batch without responses",
    cause: { error: "TypeError", message: "undefined" },
  });
  expect(errorFacts("thrown text")).toEqual({ error: "string" });
  const inside = Object.assign(new Error("x"), {
    stack: "Error: x\n    at scoreRange (/app/src/usecase/score-range.ts:41:7)",
  });
  expect(errorFacts(inside)).toMatchObject({ at: "score-range.ts:41" });
});
