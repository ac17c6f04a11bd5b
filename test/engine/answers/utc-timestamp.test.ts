import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { utcTimestamp } from "#engine/answers/utc-timestamp.ts";

describe("utcTimestamp", () => {
  test.each([
    ["2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"],
    ["2026-11-23t10:00:00z", "2026-11-23T10:00:00Z"],
    ["2026-11-23T12:00:00.500+02:00", "2026-11-23T10:00:00.5Z"],
    ["2026-11-23T10:00:00.000000Z", "2026-11-23T10:00:00Z"],
    ["2026-11-23T10:00:00.123456789Z", "2026-11-23T10:00:00.123456Z"],
    ["2026-11-23T10:00:00.9999999Z", "2026-11-23T10:00:00.999999Z"],
    ["2024-12-31T23:30:00-01:00", "2025-01-01T00:30:00Z"],
    ["2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"],
    ["2023-03-01T00:30:00+01:00", "2023-02-28T23:30:00Z"],
    ["1969-12-31T23:59:59-00:00", "1969-12-31T23:59:59Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
    ["9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"],
    ["2016-12-31T15:59:60.5-08:00", "2017-01-01T00:00:00.5Z"],
  ])("%s is %s", (text, expected) => {
    expect(utcTimestamp(text)).toBe(expected);
  });

  test.each([
    "",
    "2026-11-23",
    "2026-11-23T10:00:00",
    "2026-11-23 10:00:00Z",
    "2026-11-23T10:00Z",
    "2026-11-23T10:00:00.Z",
    "2026-11-23T10:00:00+0200",
    "2026-11-23T10:00:00+24:00",
    "2026-11-23T10:00:00+02:60",
    "2026-11-23T24:00:00Z",
    "2026-11-23T10:60:00Z",
    "2026-11-23T10:00:60Z",
    "2026-11-23T23:59:60Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "2026-11-23T10:00:00Z\n",
    "２026-11-23T10:00:00Z",
    "+2026-11-23T10:00:00Z",
  ])("%j is no timestamp", (text) => {
    expect(utcTimestamp(text)).toBeNull();
  });

  test("agrees with the platform's calendar, at any offset", () => {
    const moment = fc.integer({ min: Date.parse("0001-01-03"), max: Date.UTC(9999, 11, 30) });
    const offset = fc.integer({ min: -1439, max: 1439 });
    fc.assert(
      fc.property(moment, offset, (millis, minutes) => {
        const utc = new Date(millis).toISOString();
        fc.pre(/^\d{4}-/.test(utc) && !utc.startsWith("0000"));
        const local = new Date(millis + minutes * 60_000).toISOString();
        fc.pre(/^\d{4}-/.test(local));
        const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, "0");
        const rest = String(Math.abs(minutes) % 60).padStart(2, "0");
        const sign = minutes < 0 ? "-" : "+";
        const expected = utc.replace(/\.?0*Z$/, "Z");
        expect(utcTimestamp(local.replace("Z", `${sign}${hours}:${rest}`))).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test("is its own normal form", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
        (date) => {
          const once = utcTimestamp(date.toISOString());
          expect(once).not.toBeNull();
          expect(utcTimestamp(once ?? "")).toBe(once);
        },
      ),
    );
  });
});
