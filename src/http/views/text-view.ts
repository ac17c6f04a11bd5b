import * as v from "valibot";

export const CsvView = v.pipe(
  v.string(),
  v.description("RFC 4180, UTF-8, a header first; one row a response, result or item."),
);

export const NdjsonView = v.pipe(
  v.string(),
  v.description("One JSON object a line, UTF-8, each at most 1 MiB."),
);

export const MetricsView = v.pipe(
  v.string(),
  v.description("The text format of Prometheus, version 0.0.4."),
);
