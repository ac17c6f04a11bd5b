import { expect, test } from "bun:test";

import { SingleFlight } from "#cache/single-flight.ts";

test("does the same work once, each name its own, and anew once it has ended", async () => {
  const flights = new SingleFlight();
  let done = 0;
  const work = async () => {
    await Bun.sleep(1);
    return ++done;
  };
  const names = ["a", "a", "b", "a"];
  expect(await Promise.all(names.map((name) => flights.join(name, work)))).toEqual([1, 1, 2, 1]);
  expect(await flights.join("a", work)).toBe(3);
});
