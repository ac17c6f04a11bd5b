/** The page, the dashboard and the exposition name the same metrics; the page names what is logged. */

import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import { openMetrics } from "#entry/open-metrics.ts";

import { typesOf } from "../support/prometheus-text.ts";

const PAGE = readFileSync("docs/observability.md", "utf8");
const DASHBOARD = JSON.parse(readFileSync("docs/grafana-dashboard.json", "utf8")) as Dashboard;

interface Dashboard {
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly type: string }[];
  };
  readonly panels: readonly {
    readonly id: number;
    readonly type: string;
    readonly datasource?: { readonly uid: string };
    readonly targets?: readonly { readonly expr: string; readonly datasource: { uid: string } }[];
  }[];
}

const exposition = await exposedText();
const exposed = typesOf(exposition);
const names = [...exposed.keys()].toSorted();

test("there are metrics to name", () => {
  expect(names.length).toBeGreaterThan(15);
});

test("the dashboard has a panel for every metric, and for no other", () => {
  const expressions = DASHBOARD.panels.flatMap(({ targets = [] }) =>
    targets.map(({ expr }) => expr),
  );
  expect(namedIn(expressions.join("\n"))).toEqual(names);
});

test("the dashboard asks the data source that is chosen, and each panel has an id of its own", () => {
  const variables = DASHBOARD.templating.list.map(({ name, type }) => `${name} ${type}`);
  expect(variables).toContain("datasource datasource");
  const ids = DASHBOARD.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { type, datasource, targets = [] } of DASHBOARD.panels) {
    if (type === "row") continue;
    expect(targets).not.toBeEmpty();
    const sources = [datasource, ...targets.map((target) => target.datasource)];
    expect(new Set(sources.map((source) => source?.uid))).toEqual(new Set(["${datasource}"]));
  }
});

test("the dashboard asks for labels that are there", () => {
  const labels = new Set([...exposition.matchAll(/[{,]([a-z]+)=/g)].map(([, label = ""]) => label));
  // Given to each series by whoever scrapes it.
  for (const label of ["job", "instance"]) labels.add(label);
  const asked = DASHBOARD.panels.flatMap(({ targets = [] }) =>
    targets.flatMap(({ expr }) => [
      ...[...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, by = ""]) => by.split(", ")),
      ...[...expr.matchAll(/(\w+)=~?"/g)].map(([, label = ""]) => label),
    ]),
  );
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((label) => !labels.has(label))).toEqual([]);
});

describe("the page", () => {
  test("has every metric with its type, and no other", () => {
    const rows = PAGE.matchAll(/^\| `(\w+)` \| (counter|gauge|histogram) \|/gm);
    const table = new Map([...rows].map(([, name = "", type = ""]) => [name, type]));
    expect(Object.fromEntries(table)).toEqual(Object.fromEntries(exposed));
    expect(namedIn(PAGE)).toEqual(names);
  });

  test("has every line that is logged", () => {
    const logged = [...new Bun.Glob("src/**/*.ts").scanSync()].flatMap((file) => [
      ...readFileSync(file, "utf8").matchAll(/\blog\(([^;{]*)/g),
    ]);
    const lines = logged.flatMap(([, given = ""]) =>
      [...given.matchAll(/"([a-z_ ]+)"/g)].map(([, text = ""]) => text),
    );
    const events = new Set(lines.filter((text) => !LEVELS.has(text)));
    expect(events.size).toBeGreaterThan(10);
    expect([...events].filter((event) => !PAGE.includes(`\`${event}\``))).toEqual([]);
  });
});

const LEVELS: ReadonlySet<string> = new Set(["debug", "info", "warn", "error"]);

/** With a request, for its labels have no values before the first one. */
async function exposedText(): Promise<string> {
  const { observe, metrics } = openMetrics(async () => 0);
  observe({ kind: "request", method: "GET", route: "/x", status: 200, ms: 1 });
  return await metrics.text();
}

/** Metrics that a text names; the series of a histogram count for it. */
function namedIn(text: string): string[] {
  const found = [...text.matchAll(/\b(?:assay|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => {
    const base = name.replace(/_(?:bucket|sum|count)$/, "");
    return exposed.get(base) === "histogram" ? base : name;
  });
  return [...new Set(found)].toSorted();
}
