import { describe, expect, test } from "bun:test";

import { readJson } from "#http/body/read-json.ts";

import {
  brokenStream,
  bytesOf,
  gzipBomb,
  gzipped,
  madeStream,
  opened,
  streamOf,
} from "./streams.ts";

const MIB = 1024 * 1024;

describe("readJson", () => {
  test("reads a document that arrives in pieces", async () => {
    const body = opened(streamOf('\ufeff{"a":["é🙂",1],"__proto__":null,"a":2}', 1));
    const read = await readJson(body);
    expect(JSON.stringify(read)).toBe('{"ok":true,"value":{"a":2,"__proto__":null}}');
  });

  test.each(["", " ", "{", "[1,]", "NaN", "{'a':1}", "1 2", '"\n"'])(
    "%j is not JSON",
    async (text) => {
      expect(await faultOf(streamOf(text))).toBe("body_is_not_json");
    },
  );

  test("an absent body is not JSON", async () => {
    expect(await faultOf(null)).toBe("body_is_not_json");
  });

  test("refuses bytes that are not UTF-8", async () => {
    expect(await faultOf(streamOf(Uint8Array.of(0x22, 0xc0, 0x80, 0x22)))).toBe("body_is_not_utf8");
  });

  test("takes as many bytes as the limit says and not one more", async () => {
    const text = JSON.stringify("x".repeat(98));
    expect((await readJson(opened(streamOf(text)), 100)).ok).toBe(true);
    expect((await readJson(opened(streamOf(text)), 99)).ok).toBe(false);
  });

  test("stops reading at the limit, however much is still to come", async () => {
    const block = bytesOf(" ".repeat(MIB));
    const { stream, seen } = madeStream((index) => (index < 300 ? block.slice() : null));
    expect(await faultOf(stream)).toBe("body_too_large");
    expect(seen.cancelled).toBe(true);
    expect(seen.pieces).toBeLessThan(20);
  });

  test("counts inflated bytes, so a gzip bomb stops at the limit too", async () => {
    const bomb = await gzipBomb(" ", 64 * MIB);
    expect(await faultOf(streamOf(bomb), "gzip")).toBe("body_too_large");
  });

  test("inflates gzip, of several members too", async () => {
    const [first, second] = [await gzipped("[1,"), await gzipped("2]")];
    const body = new Uint8Array([...first, ...second]);
    const read = await readJson(opened(streamOf(body), " GZIP "));
    expect(read).toEqual({ ok: true, value: [1, 2] });
  });

  test("names gzip that is none, and a body that breaks off", async () => {
    expect(await faultOf(streamOf("{}"), "gzip")).toBe("body_is_not_gzip");
    expect(await faultOf(streamOf(""), "gzip")).toBe("body_is_not_gzip");
    expect(await faultOf(brokenStream(bytesOf("{}")))).toBe("body_incomplete");
  });

  test("takes 64 levels of nesting and refuses more", async () => {
    const nested = (depth: number) => '{"a":['.repeat(depth / 2) + "]}".repeat(depth / 2);
    expect((await readJson(opened(streamOf(nested(64))))).ok).toBe(true);
    expect(await faultOf(streamOf(nested(66)))).toBe("body_too_deep");
    expect(await faultOf(streamOf("[".repeat(16 * MIB)))).toBe("body_too_deep");
    expect(await faultOf(streamOf("[".repeat(8 * MIB) + "]".repeat(8 * MIB)))).toBe(
      "body_too_deep",
    );
  });

  test("does not count brackets in text, or siblings", async () => {
    const text = JSON.stringify(["[".repeat(100), `"\\"${"{".repeat(100)}`, "\\"]);
    expect((await readJson(opened(streamOf(text)))).ok).toBe(true);
    expect((await readJson(opened(streamOf(`[${"[],{},".repeat(100)}0]`)))).ok).toBe(true);
  });
});

async function faultOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  encoding: string | null = null,
): Promise<string | null> {
  const read = await readJson(opened(body, encoding));
  return read.ok ? null : read.error.code;
}
