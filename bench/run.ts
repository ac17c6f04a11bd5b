/**
 * `npm run bench`: runs every bench and writes bench/RESULTS.md.
 * `npm run bench -- engine ingest` runs those; `--small` tries them out and writes nothing.
 *
 * @module
 */

import { quoteInReadme } from "./support/readme-block.ts";
import { saveSection } from "./support/results-file.ts";
import { type BenchOptions, markdownOf, type Section } from "./support/section.ts";

type Bench = (options: BenchOptions) => Promise<Section>;

/** Loaded one by one, so that one bench does not warm up or weigh on another. */
const benches: Record<string, () => Promise<Bench>> = {
  engine: async () => (await import("./engine.bench.ts")).engineBench,
  irt: async () => (await import("./irt.bench.ts")).irtBench,
  items: async () => (await import("./items.bench.ts")).itemsBench,
  classic: async () => (await import("./classic.bench.ts")).classicBench,
  ingest: async () => (await import("./ingest.bench.ts")).ingestBench,
  cached: async () => (await import("./cached.bench.ts")).cachedBench,
  "whole-run": async () => (await import("./whole-run.bench.ts")).wholeRunBench,
};

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const small = process.argv.includes("--small");
const unknown = asked.filter((name) => benches[name] === undefined);
if (unknown.length > 0) {
  console.error(
    `no such bench: ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}`,
  );
  process.exit(2);
}

for (const [name, load] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const bench = await load();
  const section = await bench({ small });
  console.log(`\n## ${section.title}\n\n${markdownOf(section)}`);
  if (small) continue;
  await saveSection(section, new Date());
  await quoteInReadme();
}
