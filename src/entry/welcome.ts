interface Start {
  /** Where the data is. */
  readonly where: string;
  /** A key that was just made; null where one was there. */
  readonly key: string | null;
  /** null where nothing is served. */
  readonly url: string | null;
}

/** The last lines of a start: where things are, and something to try. */
export function welcome({ where, key, url }: Start): string {
  const lines = [`Data  ${where}`];
  if (key !== null) lines.push(`Key   ${key}   (shown this once: keep it)`);
  if (url === null) return lines.join("\n");

  const bearer = key ?? "<the key of the first start>";
  return [
    ...lines,
    `API   ${url}/openapi.json`,
    "",
    "Try it:",
    `  curl -H 'Authorization: Bearer ${bearer}' ${url}/v1/assessments/lsat-7/summary`,
    "",
    `Assay serves on ${url}. Ctrl-C stops it.`,
  ].join("\n");
}
