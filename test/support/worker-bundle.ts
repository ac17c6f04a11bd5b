/**
 * The Worker as one module, with the options that `wrangler.toml` has.
 *
 * @module
 */

import { fileURLToPath } from "node:url";

import * as v from "valibot";

const root = new URL("../../", import.meta.url);

const Configuration = v.object({
  main: v.string(),
  compatibility_date: v.string(),
  compatibility_flags: v.array(v.string()),
  alias: v.optional(v.record(v.string(), v.string()), {}),
});

export interface WorkerBundle {
  readonly script: string;
  readonly compatibilityDate: string;
  readonly compatibilityFlags: string[];
}

let bundle: Promise<WorkerBundle> | undefined;

/** Made once a process. */
export function workerBundle(): Promise<WorkerBundle> {
  bundle ??= build();
  return bundle;
}

async function build(): Promise<WorkerBundle> {
  const text = await Bun.file(new URL("wrangler.toml", root)).text();
  const wanted = v.parse(Configuration, Bun.TOML.parse(text));
  const built = await Bun.build({
    entrypoints: [pathOf(wanted.main)],
    target: "browser",
    format: "esm",
    conditions: ["workerd", "worker"],
    external: ["cloudflare:*", "node:*"],
    plugins: [aliases(wanted.alias)],
  });
  const [module] = built.outputs;
  if (module === undefined) throw new Error("the Worker's bundle is empty");
  return {
    script: await module.text(),
    compatibilityDate: wanted.compatibility_date,
    compatibilityFlags: wanted.compatibility_flags,
  };
}

/** As `[alias]` has them: a package by its whole name, for a file of ours. */
function aliases(files: Readonly<Record<string, string>>): Bun.BunPlugin {
  return {
    name: "aliases",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path }) => {
        const file = files[path];
        return file === undefined ? undefined : { path: pathOf(file) };
      });
    },
  };
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, root));
}
