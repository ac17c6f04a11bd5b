/** The page at /docs and its files, on a real server; and Swagger UI's own code on the document. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import type { Server } from "bun";

import { DOCS_FILES } from "#entry/docs-files.ts";
import { serve } from "#entry/serve.ts";

import { type Api, openApi, OPENING_MS } from "../http/open-api.ts";
import { must } from "../support/must.ts";
import { openSwaggerUi } from "../support/swagger-ui.ts";

let api: Api;
let server: Server<undefined>;
let origin: string;
beforeAll(async () => {
  api = await openApi();
  server = must(serve(api.deps, { hostname: "127.0.0.1", port: 0, tracing: null }));
  origin = server.url.origin;
}, OPENING_MS);
afterAll(async () => {
  await server.stop(true);
  await api.close();
});

describe("GET /docs", () => {
  test("is a page that names only what this server serves, without a key", async () => {
    const response = await fetch(`${origin}/docs`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const page = await response.text();
    expect(page).not.toMatch(/https?:|["'(]\/\//);
    const named = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url = ""]) => url);
    const paths = named.filter((url) => url !== "data:,");
    expect(paths.toSorted()).toEqual([
      "/docs/start.js",
      "/docs/swagger-ui-bundle.js",
      "/docs/swagger-ui.css",
      "/openapi.json",
    ]);
    for (const path of paths) expect((await fetch(`${origin}${path}`)).status).toBe(200);
  });

  test("has no inline script or style, and a policy that lets none in", async () => {
    const response = await fetch(`${origin}/docs`);
    const page = await response.text();
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toStartWith("default-src 'none'; script-src 'self'; style-src 'self'; ");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("cache-control")).toBe("public, max-age=3600");
  });
});

describe.each(DOCS_FILES.map((file) => [file.name, file] as const))(
  "GET /docs/%s",
  (name, { path, type }) => {
    const url = (): string => `${origin}/docs/${name}`;

    test("gives the file as it is installed, to be kept", async () => {
      const response = await fetch(url(), { headers: { "accept-encoding": "identity" } });
      expect(response.headers.get("content-type")).toBe(type);
      expect(response.headers.get("cache-control")).toBe("public, max-age=86400");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("content-encoding")).toBeNull();
      const installed = readFileSync(path);
      expect(installed.equals(new Uint8Array(await response.arrayBuffer()))).toBe(true);
    });

    test("and gzipped to whoever takes that", async () => {
      for (const accepted of ["gzip", "br, gzip;q=0.5", "GZIP"]) {
        const { headers, body } = await raw(url(), accepted);
        expect(headers["content-encoding"]).toBe("gzip");
        expect(headers["vary"]).toBe("Accept-Encoding");
        expect(gunzipSync(body).equals(readFileSync(path))).toBe(true);
      }
      for (const accepted of ["br", "gzip;q=0", "x-gzip"]) {
        const { headers } = await raw(url(), accepted);
        expect(headers["content-encoding"]).toBeUndefined();
      }
    });

    test("304 to who has it; each encoding has its own tag", async () => {
      const ask = (encoding: string, tag = "none") =>
        fetch(url(), { headers: { "accept-encoding": encoding, "if-none-match": tag } });
      const tags = [];
      for (const encoding of ["identity", "gzip"]) {
        const tag = (await ask(encoding)).headers.get("etag") ?? "";
        expect(tag).toMatch(/^"[0-9a-f]{32}(-gzip)?"$/);
        const again = await ask(encoding, `"other", W/${tag}`);
        expect([again.status, await again.text()]).toEqual([304, ""]);
        expect(again.headers.get("etag")).toBe(tag);
        tags.push(tag);
      }
      expect(new Set(tags).size).toBe(2);
      expect((await ask("gzip", tags[0])).status).toBe(200);
    });
  },
);

test("the style sheet has its fonts and images in itself", async () => {
  const text = await (await fetch(`${origin}/docs/swagger-ui.css`)).text();
  const loaded = [...text.matchAll(/url\(\s*["']?(.{5})/g)].map(([, begin]) => begin);
  expect(loaded.length).toBeGreaterThan(10);
  expect([...new Set(loaded)]).toEqual(["data:"]);
  expect(text).not.toContain("@import");
});

test("what is not in the list is not there", async () => {
  for (const path of ["/docs/index.html", "/docs/package.json", "/docs/..%2f..%2fpackage.json"]) {
    expect((await fetch(`${origin}${path}`)).status).toBe(404);
  }
  expect((await fetch(`${origin}/docs/start.js`, { method: "POST" })).status).toBe(404);
  expect((await fetch(`${origin}/docs/start.js`, { method: "HEAD" })).status).toBe(200);
});

test("npm run build:assets gathers the same files for Workers", async () => {
  const folder = mkdtempSync(join(tmpdir(), "assay-assets-"));
  const script = join(process.cwd(), "scripts/gather-assets.ts");
  const child = Bun.spawn([process.execPath, script], { cwd: folder, stdout: "pipe" });
  expect(await child.exited).toBe(0);
  for (const { name, path } of DOCS_FILES) {
    const gathered = readFileSync(join(folder, "dist/assets/docs", name));
    expect(gathered.equals(readFileSync(path))).toBe(true);
  }
  const headers = readFileSync(join(folder, "dist/assets/_headers"), "utf8");
  expect(headers).toStartWith("/docs/*\n  cache-control: public, max-age=86400\n");
  rmSync(folder, { recursive: true });
});

describe("Swagger UI", () => {
  test("opens the document that start.js names, and finds no fault in it", async () => {
    const ui = await openSwaggerUi(origin);
    expect(ui.asked).toEqual([`${origin}/openapi.json`]);
    expect(ui.options).toMatchObject({ validatorUrl: null, persistAuthorization: false });
    expect(ui.faults()).toEqual([]);
    expect(ui.operations()).toBeGreaterThan(12);
    const shown = await ui.resolve(["paths", "/v1/assessments/{id}", "put"]);
    expect(JSON.stringify(shown)).toContain('"single_choice"');
    expect(JSON.stringify(shown)).not.toContain('"$ref":');
    expect(ui.faults()).toEqual([]);
  });

  test("sends what is tried out here, with the key", async () => {
    const ui = await openSwaggerUi(origin);
    const sent = await ui.tryOut("listAssessments", api.key);
    expect(sent).toMatchObject({ status: 200, body: { assessments: [], next: null } });
    expect((await ui.tryOut("listAssessments", null)).status).toBe(401);
    expect(new Set(ui.asked.map((url) => new URL(url).origin))).toEqual(new Set([origin]));
  });
});

/** Below fetch, which would take the compression off. */
async function raw(url: string, acceptEncoding: string) {
  const headers = { "accept-encoding": acceptEncoding };
  return await new Promise<{ headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const sent = httpRequest(url, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.on("error", reject).end();
    },
  );
}
