/**
 * The text format of Prometheus, read as a scraper does.
 *
 * @module
 */

/** Values by series, such as `x_total{outcome="hit"}`. */
export function samplesOf(text: string): ReadonlyMap<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, series, value] = /^([a-zA-Z_:][\w:]*(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
    if (series === undefined || samples.has(series)) throw new Error(`not a new sample: ${line}`);
    samples.set(series, Number(value));
  }
  return samples;
}

/** Names of metrics with their types. */
export function typesOf(text: string): ReadonlyMap<string, string> {
  const types = text.matchAll(/^# TYPE (\S+) (\S+)$/gm);
  return new Map([...types].map(([, name = "", type = ""]) => [name, type]));
}
