/**
 * The files that the page at /docs loads. Bun serves them from where they are
 * installed; for Workers, `scripts/gather-assets.ts` copies them into the
 * folder of `[assets]`, so that they are no part of the bundle.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { isAmongTags } from "#http/entity-tag.ts";

interface DocsFile {
  readonly name: string;
  /** Where it lies on this machine. */
  readonly path: string;
  readonly type: string;
}

export const DOCS_FILES: readonly DocsFile[] = [
  {
    name: "swagger-ui-bundle.js",
    path: fileURLToPath(import.meta.resolve("swagger-ui-dist/swagger-ui-bundle.js")),
    type: "text/javascript; charset=utf-8",
  },
  {
    name: "swagger-ui.css",
    path: fileURLToPath(import.meta.resolve("swagger-ui-dist/swagger-ui.css")),
    type: "text/css; charset=utf-8",
  },
  {
    name: "start.js",
    path: fileURLToPath(import.meta.resolve("./docs/start.js")),
    type: "text/javascript; charset=utf-8",
  },
];

/** A day: names carry no version, and a page must not mix two versions for longer. */
export const DOCS_HEADERS = {
  "cache-control": "public, max-age=86400",
  "x-content-type-options": "nosniff",
};

type Routes = Record<string, { readonly GET: (request: Request) => Promise<Response> }>;

/** For `Bun.serve`, which answers HEAD by them too. */
export function docsRoutes(): Routes {
  return Object.fromEntries(
    DOCS_FILES.map((file) => {
      // Not its promise: a read that failed once would be kept for ever.
      let held: Held | undefined;
      const GET = async (request: Request) => answer(request, file, (held ??= await hold(file)));
      return [`/docs/${file.name}`, { GET }];
    }),
  );
}

/** Read, hashed and compressed once, when first asked for. */
interface Held {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
  readonly hash: string;
}

async function hold({ path }: DocsFile): Promise<Held> {
  const plain = await Bun.file(path).bytes();
  const hash = createHash("sha256").update(plain).digest("hex").slice(0, 32);
  return { plain, gzip: new Uint8Array(gzipSync(plain)), hash };
}

function answer(request: Request, { type }: DocsFile, { plain, gzip, hash }: Held): Response {
  const compressed = takesGzip(request);
  // Other bytes, other tag (RFC 9110, 8.8.3.3).
  const tag = compressed ? `"${hash}-gzip"` : `"${hash}"`;
  const headers = { ...DOCS_HEADERS, etag: tag, vary: "Accept-Encoding" };
  if (isAmongTags(request.headers.get("if-none-match") ?? undefined, tag)) {
    return new Response(null, { status: 304, headers });
  }
  const encoding = compressed ? { "content-encoding": "gzip" } : {};
  return new Response(compressed ? gzip : plain, {
    headers: { ...headers, ...encoding, "content-type": type },
  });
}

function takesGzip(request: Request): boolean {
  const accepted = request.headers.get("accept-encoding") ?? "";
  return accepted.split(",").some((one) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)|$)/i.test(one));
}
