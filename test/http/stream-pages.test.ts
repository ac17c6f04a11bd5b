import { beforeEach, describe, expect, test } from "bun:test";

import { streamPages } from "#http/stream-pages.ts";

function pagesOf(texts: readonly (string | Error)[]) {
  const seen = { asked: 0, closed: false };
  async function* pages(): AsyncGenerator<string> {
    try {
      for (const text of texts) {
        seen.asked++;
        if (text instanceof Error) throw text;
        yield text;
      }
    } finally {
      seen.closed = true;
    }
  }
  return { seen, pages: pages() };
}

let ends = 0;
const plain = {
  head: "",
  encode: (text: string) => text,
  onError: () => {},
  onEnd: () => {
    ends++;
  },
};
beforeEach(() => {
  ends = 0;
});

describe("streamPages", () => {
  test("gives the head and every page, and nothing for an empty one", async () => {
    const { pages } = pagesOf(["a", "", "", "b"]);
    const stream = await streamPages(pages, { ...plain, head: "h" });
    const chunks = await Array.fromAsync(stream, (chunk) => new TextDecoder().decode(chunk));
    expect(chunks).toEqual(["ha", "b"]);
    expect(ends).toBe(1);
  });

  test("gives the head even without pages", async () => {
    const stream = await streamPages(pagesOf([]).pages, { ...plain, head: "h" });
    expect(await new Response(stream).text()).toBe("h");
    const empty = await streamPages(pagesOf([]).pages, plain);
    expect(await new Response(empty).text()).toBe("");
  });

  test("asks for a page only when the reader wants it", async () => {
    const { pages, seen } = pagesOf(["a", "b", "c", "d"]);
    const reader = (await streamPages(pages, plain)).getReader();
    expect(seen.asked).toBe(1);
    await reader.read();
    expect(seen.asked).toBe(1);
    await reader.read();
    expect(seen.asked).toBe(2);
  });

  test("asks for nothing more once the reader has left", async () => {
    const { pages, seen } = pagesOf(["a", "b", "c"]);
    const reader = (await streamPages(pages, plain)).getReader();
    await reader.read();
    expect(ends).toBe(0);
    await reader.cancel();
    expect(ends).toBe(1);
    expect(seen).toEqual({ asked: 1, closed: true });
  });

  test("a reader who leaves while a page is read is no failure", async () => {
    const reading = Promise.withResolvers<void>();
    const told: unknown[] = [];
    async function* pages(): AsyncGenerator<string> {
      yield "a";
      await reading.promise;
      yield "b";
    }
    const onError = (error: unknown): void => void told.push(error);
    const reader = (await streamPages(pages(), { ...plain, onError })).getReader();
    await reader.read();
    const next = reader.read();
    const left = reader.cancel();
    reading.resolve();
    await Promise.all([next, left]);
    await Bun.sleep(1);
    expect(told).toEqual([]);
    expect(ends).toBe(1);
  });

  test("breaks off and tells when a page fails", async () => {
    const told: unknown[] = [];
    const gone = new Error("gone");
    const { pages } = pagesOf(["a", gone]);
    const stream = await streamPages(pages, { ...plain, onError: (error) => told.push(error) });
    const reader = stream.getReader();
    await reader.read();
    await expect(reader.read()).rejects.toThrow("the stream broke off");
    await reader.closed.catch(() => {});
    expect(told).toEqual([gone]);
    expect(ends).toBe(1);
  });

  test("throws when the first page fails: there is no answer yet", async () => {
    const gone = new Error("gone");
    await expect(streamPages(pagesOf([gone]).pages, plain)).rejects.toBe(gone);
  });
});
