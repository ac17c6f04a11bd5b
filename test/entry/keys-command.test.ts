import { describe, expect, test } from "bun:test";

import { readKeysCommand } from "#entry/keys-command.ts";
import { keyListText } from "#entry/keys-text.ts";

describe("readKeysCommand", () => {
  test("reads each command", () => {
    const create = ["create", "--scopes", "submit, read", "--tenant=north", "--label", "Hall 3"];
    const read = (args: readonly string[]) => readKeysCommand(args) as unknown;
    expect(read([...create, "--expires", "2099-01-31T12:00:00+01:00"])).toEqual({
      ok: true,
      value: {
        verb: "create",
        json: false,
        request: {
          scopes: ["submit", "read"],
          tenant: "north",
          label: "Hall 3",
          expiresAt: "2099-01-31T12:00:00+01:00",
        },
      },
    });
    expect(read(["list", "--json"])).toEqual({
      ok: true,
      value: { verb: "list", json: true, tenant: null },
    });
    expect(read(["revoke", "12"])).toEqual({
      ok: true,
      value: { verb: "revoke", json: false, id: 12 },
    });
    for (const args of [["--help"], ["-h"], ["create", "--help"]]) {
      expect(read(args)).toEqual({ ok: true, value: { verb: "help" } });
    }
  });

  test.each([
    [[], "create, list or revoke must be given; --help tells more."],
    [["drop"], "create, list or revoke must be given; --help tells more."],
    [["list", "all"], "There is a word too many; --help tells more."],
    [["create"], "--scopes must be a list of define, submit, score, read, admin."],
    [
      ["create", "--scopes", "read,root"],
      "--scopes must be a list of define, submit, score, read, admin.",
    ],
    [
      ["create", "--scopes", "read", "--expires", "soon"],
      "--expires must be a time such as 2027-01-31T12:00:00Z.",
    ],
    [["revoke"], "revoke takes the id of one key, as list shows it."],
    [["revoke", "assay_1"], "revoke takes the id of one key, as list shows it."],
    [["revoke", "1", "2"], "revoke takes the id of one key, as list shows it."],
    [["revoke", "1", "--tenant", "x"], "--tenant does not apply here; --help tells more."],
    [["list", "--scopes", "x"], "--scopes does not apply here; --help tells more."],
  ])("%j is told why not", (args, line) => {
    expect(readKeysCommand(args)).toEqual({ ok: false, error: line });
  });

  test.each([[["list", "--jsn"]], [["create", "--scopes"]], [["list", "--json=1"]]])(
    "%j is one line",
    (args) => {
      const read = readKeysCommand(args);
      expect(read.ok).toBe(false);
      expect(read.ok ? "" : read.error).toMatch(/^[^\n]{5,120}; --help tells more\.$/);
    },
  );
});

test("the list says what still opens", () => {
  const facts = { tenant: "t", label: null, scopes: ["read"], createdAt: "C" };
  const keys = [
    { ...facts, id: 1, expiresAt: null, revokedAt: null },
    { ...facts, id: 2, expiresAt: "2026-01-01T00:00:00.000Z", revokedAt: null },
    { ...facts, id: 10, expiresAt: null, revokedAt: "R" },
  ];
  expect(keyListText(keys, Date.parse("2026-06-01T00:00:00Z")).split("\n")).toEqual([
    "id  tenant  label  scopes  created  expires                   state",
    "1   t       -      read    C        never                     open",
    "2   t       -      read    C        2026-01-01T00:00:00.000Z  expired",
    "10  t       -      read    C        never                     revoked R",
  ]);
});
