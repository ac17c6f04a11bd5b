import { expect, test } from "bun:test";

import { openBody } from "#http/body/open-body.ts";

import { streamOf } from "./streams.ts";

test.each(["br", "deflate", "gzip, gzip", "constructor"])("%s is not understood", (encoding) => {
  expect(openBody(streamOf("x"), encoding)).toMatchObject({
    ok: false,
    error: { code: "body_encoding_not_supported" },
  });
});

test.each([null, "", "identity", "Identity "])(
  "%j leaves the bytes as they are",
  async (encoding) => {
    const body = openBody(streamOf("x"), encoding);
    expect(body.ok && (await new Response(body.value).text())).toBe("x");
  },
);
