/**
 * GET /docs: the page on which people read the contract and try it out.
 *
 * The page names only files of this origin, and its policy lets nothing else
 * in; the files themselves are served by the entry (`entry/docs-files.ts`) or,
 * on Workers, as assets beside the bundle.
 *
 * @module
 */

import { Hono } from "hono";

import type { AppEnv } from "../app-env.ts";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Assay: HTTP API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <script src="/docs/swagger-ui-bundle.js" defer></script>
    <script src="/docs/start.js" defer></script>
  </head>
  <body>
    <div id="docs"></div>
    <noscript>This page needs JavaScript. The contract itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
  </body>
</html>
`;

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "public, max-age=3600",
  // No inline script or style, no eval; icons of the style sheet are data.
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export const docsRoute = new Hono<AppEnv>().get("/docs", (c) => c.body(PAGE, 200, HEADERS));
