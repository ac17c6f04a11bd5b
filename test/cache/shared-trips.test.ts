import { describe, expect, test } from "bun:test";

import { SharedTrips } from "#cache/shared-trips.ts";

/** Trips that wait until they are told what they bring. */
function openTrips() {
  const departed: { readonly questions: string[]; bring(answers: (string | Error)[]): void }[] = [];
  const trips = new SharedTrips<string, string>(async (questions) => {
    const { promise, resolve } = Promise.withResolvers<(string | Error)[]>();
    departed.push({ questions: [...questions], bring: resolve });
    return await promise;
  });
  return { departed, ask: (question: string) => trips.ask(question, question) };
}

describe("SharedTrips", () => {
  test("takes along what is asked in the same turn, each question once", async () => {
    const { departed, ask } = openTrips();
    const asked = [ask("a"), ask("b")];
    await Promise.resolve();
    asked.push(ask("a"));
    await Bun.sleep(1);
    expect(departed.map(({ questions }) => questions)).toEqual([["a", "b"]]);
    departed[0]?.bring(["to a", "to b"]);
    expect(await Promise.all(asked)).toEqual(["to a", "to b", "to a"]);
  });

  test("lets nobody join a trip that has departed: it may bring what is older than the question", async () => {
    const { departed, ask } = openTrips();
    const first = ask("a");
    await Bun.sleep(1);
    const second = ask("a");
    await Bun.sleep(1);
    expect(departed.map(({ questions }) => questions)).toEqual([["a"], ["a"]]);
    departed[1]?.bring(["new"]);
    expect(await second).toBe("new");
    departed[0]?.bring(["old"]);
    expect(await first).toBe("old");
  });

  test("fails those alone whose answer failed or is missing", async () => {
    const { departed, ask } = openTrips();
    const asked = ["a", "b", "c"].map((question) => ask(question).catch(String));
    await Bun.sleep(1);
    departed[0]?.bring(["to a", new Error("no b")]);
    expect(await Promise.all(asked)).toEqual([
      "to a",
      "Error: no b",
      "Error: fewer answers than questions",
    ]);
  });

  test("a trip that fails fails all that are on it, and none of the next", async () => {
    let isAway = true;
    const trips = new SharedTrips<string, string>(async (questions) => {
      if (isAway) throw new Error("away");
      return questions;
    });
    const asked = ["a", "b"].map((question) => trips.ask(question, question).catch(String));
    expect(await Promise.all(asked)).toEqual(["Error: away", "Error: away"]);
    isAway = false;
    expect(await trips.ask("a", "a")).toBe("a");
  });

  test("takes 64 at most", async () => {
    const { departed, ask } = openTrips();
    const asked = Array.from({ length: 130 }, (_, i) => ask(String(i)));
    await Bun.sleep(1);
    expect(departed.map(({ questions }) => questions.length)).toEqual([64, 64, 2]);
    for (const trip of departed) trip.bring(trip.questions);
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 130 }, (_, i) => String(i)));
  });
});
