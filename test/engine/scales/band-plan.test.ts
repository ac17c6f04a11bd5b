import { describe, expect, test } from "bun:test";

import { compileBands, pointsSource } from "#engine/scales/band-plan.ts";

const micro = 1_000_000;

describe("bands on percent", () => {
  test("meet every whole percent exactly, for every maximum up to 200", () => {
    for (let max = 1; max <= 200; max++) {
      for (let percent = 0; percent <= 100; percent++) {
        const cuts = [{ min: percent, label: "met" }];
        const band = compileBands({ scale: "total", on: "percent", cuts }, -1, pointsSource(0));
        const least = Math.ceil((percent * max) / 100 - 1e-9);
        expect(band.judge.ofWhole(least * micro, max * micro)).toBe(0);
        if (least > 0) expect(band.judge.ofWhole((least - 1) * micro, max * micro)).toBe(-1);
        // A total that is exactly the percent is in, one micropoint less is out.
        if ((percent * max * micro) % 100 === 0) {
          const exact = (percent * max * micro) / 100;
          expect(band.judge.ofWhole(exact, max * micro)).toBe(0);
          expect(band.judge.ofWhole(exact - 1, max * micro)).toBe(-1);
        }
      }
    }
  });

  test("rounded half up to whole percents, for every maximum up to 200", () => {
    for (let max = 1; max <= 200; max++) {
      const cuts = Array.from({ length: 101 }, (_, min) => ({ min, label: String(min) }));
      const set = { scale: "total", on: "percent" as const, roundedTo: 0, cuts };
      const { judge } = compileBands(set, -1, pointsSource(0));
      for (let points = 0; points <= max; points++) {
        const rounded = Math.floor((200 * points + max) / (2 * max));
        expect(judge.ofWhole(points * micro, max * micro)).toBe(rounded);
        expect(judge.ofUnits(Float64Array.of(points), micro, max * micro)).toEqual(
          Int32Array.of(rounded),
        );
      }
    }
  });

  test("have no band where nothing could be earned", () => {
    const band = compileBands(
      { scale: "total", on: "percent", cuts: [{ min: 0, label: "x" }] },
      -1,
      pointsSource(0),
    );
    expect(band.judge.ofWhole(0, 0)).toBe(-1);
  });

  test("follow the maximum of the response", () => {
    const band = compileBands(
      { scale: "total", on: "percent", cuts: [{ min: 50, label: "x" }] },
      -1,
      pointsSource(0),
    );
    for (let max = 1; max <= 600; max++) {
      expect(band.judge.ofWhole(Math.ceil(max / 2) * micro, max * micro)).toBe(0);
    }
    expect(band.judge.ofWhole(4 * micro, 8 * micro)).toBe(0);
    expect(band.judge.ofWhole(4 * micro, 9 * micro)).toBe(-1);
  });
});

describe("bands on points", () => {
  const cuts = [
    { min: 6, label: "pass" },
    { min: 0, label: "fail" },
    { min: "8.5", label: "merit" },
  ];
  const band = compileBands({ scale: "total", on: "points", cuts }, -1, pointsSource(0));

  test("are sorted by their cuts, and a cut is inclusive", () => {
    expect(band.labels).toEqual(["fail", "pass", "merit"]);
    const at = (points: number) => band.labels[band.judge.ofWhole(points, 10 * micro)];
    expect([at(0), at(5_999_999), at(6_000_000), at(8_499_999), at(8_500_000)]).toEqual([
      "fail",
      "fail",
      "pass",
      "pass",
      "merit",
    ]);
    expect(band.judge.ofWhole(-1, 10 * micro)).toBe(-1);
  });

  test("do not fail eighteen rounded thirds at 6", () => {
    const thirds = compileBands({ scale: "total", on: "points", cuts }, -1, pointsSource(18));
    expect(thirds.labels[thirds.judge.ofWhole(18 * 333_333, 10 * micro)]).toBe("pass");
    expect(thirds.labels[thirds.judge.ofWhole(17 * 333_333, 10 * micro)]).toBe("fail");
  });

  test("do not fail six rounded twelfths at 1 where halves round up", () => {
    const set = { scale: "total", on: "points" as const, cuts: [{ min: 1, label: "met" }] };
    const twelfths = compileBands({ ...set, roundedTo: 0 }, -1, pointsSource(6));
    expect(twelfths.judge.ofWhole(6 * 83_333, 10 * micro)).toBe(0);
    expect(twelfths.judge.ofWhole(5 * 83_333, 10 * micro)).toBe(-1);
    expect(compileBands(set, -1, pointsSource(6)).judge.ofWhole(6 * 83_333, 10 * micro)).toBe(-1);
  });
});
