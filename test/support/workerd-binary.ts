/**
 * The runtime of Cloudflare Workers, as npm installed it for this platform.
 *
 * @module
 */

import { createRequire } from "node:module";

/** null where it is not there, or does not run here: its C library may be too new. */
export function findWorkerd(): string | null {
  const path = process.env["MINIFLARE_WORKERD_PATH"] ?? installedPath();
  if (path === null) return null;
  try {
    return Bun.spawnSync([path, "--version"]).success ? path : null;
  } catch {
    return null;
  }
}

function installedPath(): string | null {
  try {
    const require = createRequire(import.meta.url);
    // workerd is Miniflare's dependency; its main module is the path, for whoever asks as CommonJS.
    const miniflare = createRequire(require.resolve("miniflare"));
    const workerd = miniflare("workerd") as { readonly default?: unknown };
    return typeof workerd.default === "string" ? workerd.default : null;
  } catch {
    return null;
  }
}
