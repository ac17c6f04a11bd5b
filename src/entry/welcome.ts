import type { FirstKey } from "./first-start.ts";

interface Start {
  /** Where the data is. */
  readonly where: string;
  readonly key: FirstKey;
  /** null where nothing is served. */
  readonly url: string | null;
}

/** The last lines of a start: where things are, and something to try. */
export function welcome({ where, key, url }: Start): string {
  const lines = [`Data  ${where}`];
  if (key.made !== null) lines.push(`Key   ${key.made}   (shown this once: keep it)`);
  if (url === null) return lines.join("\n");

  const path = key.made === null ? "/v1/assessments" : "/v1/assessments/lsat-7/summary";
  return [
    ...lines,
    `API   ${url}/openapi.json`,
    "",
    "Try it:",
    `  curl -H "Authorization: Bearer ${key.typed}" ${url}${path}`,
    "",
    `Assay serves on ${url}. Ctrl-C stops it.`,
  ].join("\n");
}
