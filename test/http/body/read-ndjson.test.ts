import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { readNdjson } from "#http/body/read-ndjson.ts";

import {
  brokenStream,
  bytesOf,
  gzipBomb,
  gzipped,
  inShort,
  madeStream,
  opened,
  rowsIn,
  rowsUntilFault,
  streamOf,
} from "./streams.ts";

const MIB = 1024 * 1024;

describe("readNdjson", () => {
  test("numbers lines from 1, leaving out blank ones and a byte order mark", async () => {
    const body = '\ufeff{"a":1}\r\n\n  \t\r\n[2]\nnull\n"x"';
    expect(await read(streamOf(body))).toEqual([
      [1, { a: 1 }],
      [4, [2]],
      [5, null],
      [6, "x"],
    ]);
  });

  test("names the lines that cannot be read, and goes on", async () => {
    const bad = Uint8Array.of(0x22, 0xff, 0x22, 0x0a);
    const body = new Uint8Array([
      ...bytesOf("{}\n{a}\n"),
      ...bad,
      ...bytesOf("{}\n1 2\n\ufeff{}\n3"),
    ]);
    expect(await read(streamOf(body))).toEqual([
      [1, {}],
      [2, "line_is_not_json"],
      [3, "line_is_not_utf8"],
      [4, {}],
      [5, "line_is_not_json"],
      [6, "line_is_not_json"],
      [7, 3],
    ]);
  });

  test("takes a line of 1 MiB and refuses one byte more", async () => {
    const line = (bytes: number) => JSON.stringify("x".repeat(bytes - 2));
    const body = `${line(MIB)}\n${line(MIB + 1)}\n${line(3 * MIB)}\n1\n${line(MIB + 1)}`;
    for (const size of [1000, 65_536, 16 * MIB]) {
      const rows = await read(streamOf(body, size));
      expect(rows.map(([lineNumber]) => lineNumber)).toEqual([1, 2, 3, 4, 5]);
      expect(rows.slice(1).map(([, value]) => value)).toEqual([
        "line_too_long",
        "line_too_long",
        1,
        "line_too_long",
      ]);
    }
  });

  test("reads the same rows however the body is cut into chunks", async () => {
    const line = fc.oneof(fc.json(), fc.constantFrom("", "\r", "{", "é🙂", '"é🙂\u2028"'));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
        const body = lines.join("\n");
        expect(await read(streamOf(body, size))).toEqual(await read(streamOf(body)));
      }),
    );
  });

  test("hands out batches of at most 1,000 rows, fewer where lines are long", async () => {
    const sizes = async (body: string) => {
      const counts: number[] = [];
      for await (const batch of readNdjson(opened(streamOf(body)))) counts.push(batch.length);
      return counts;
    };
    expect(await sizes("1\n".repeat(2500))).toEqual([1000, 1000, 500]);
    expect(await sizes(`"${"x".repeat(MIB - 2)}"\n`.repeat(10))).toEqual([4, 4, 2]);
    expect(await sizes("")).toEqual([]);
  });

  test("inflates gzip", async () => {
    const body = await gzipped('{"a":1}\n{"a":2}\n');
    expect(await read(streamOf(body, 7), "gzip")).toEqual([
      [1, { a: 1 }],
      [2, { a: 2 }],
    ]);
  });

  test("turns a gzip bomb into one line that is too long", async () => {
    const bomb = await gzipBomb("[", 64 * MIB);
    expect(bomb.length).toBeLessThan(MIB);
    expect(await read(streamOf(bomb), "gzip")).toEqual([[1, "line_too_long"]]);
  });

  test("ends with a fault where gzip is corrupt or cut short", async () => {
    const body = await gzipped("1\n".repeat(1000));
    const corrupt = body.slice();
    corrupt[corrupt.length - 6] = (corrupt.at(-6) ?? 0) ^ 1;
    for (const bytes of [corrupt, body.slice(0, -4), body.slice(0, 12), bytesOf("1\n2\n")]) {
      const { fault } = await rowsUntilFault(readNdjson(opened(streamOf(bytes), "gzip")));
      expect(fault?.code).toBe("body_is_not_gzip");
    }
  });

  test("ends with a fault when the sender goes away, keeping no half line", async () => {
    const whole = '1\n2\n{"half":';
    const plain = await rowsUntilFault(readNdjson(opened(brokenStream(bytesOf(whole)))));
    expect(plain).toMatchObject({ rows: [], fault: { code: "body_incomplete" } });

    const zipped = (await gzipped(whole)).slice(0, 20);
    const inflated = await rowsUntilFault(readNdjson(opened(brokenStream(zipped), "gzip")));
    expect(inflated.fault?.code).toBe("body_incomplete");
  });

  test("hands out full batches before the sender goes away", async () => {
    const body = brokenStream(bytesOf("1\n".repeat(1500)));
    const { rows, fault } = await rowsUntilFault(readNdjson(opened(body)));
    expect(rows).toHaveLength(1000);
    expect(fault?.code).toBe("body_incomplete");
  });

  test.each([null, "gzip"])(
    "cancels the body when the loop is left early (%s)",
    async (encoding) => {
      const line = bytesOf("1\n".repeat(10_000));
      const { stream, seen } = madeStream(() => line.slice());
      const body = encoding === null ? stream : stream.pipeThrough(new CompressionStream("gzip"));
      for await (const batch of readNdjson(opened(body, encoding))) {
        expect(batch).toHaveLength(1000);
        break;
      }
      const { pieces } = seen;
      await Bun.sleep(10);
      expect(seen.cancelled).toBe(true);
      expect(seen.pieces).toBe(pieces);
    },
  );
});

async function read(body: ReadableStream<Uint8Array<ArrayBuffer>>, encoding: string | null = null) {
  return inShort(await rowsIn(readNdjson(opened(body, encoding))));
}
