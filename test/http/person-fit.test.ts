/** Person fit on request, in results, lists and exports. */

import { expect, test } from "bun:test";

import { parse } from "csv-parse/sync";

import { ResultListView, ResultView } from "#http/views/result-view.ts";

import { readReference, responseOf } from "../engine/irt/given-abilities.ts";
import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { beforeAllScored, LSAT, lsatForm } from "./lsat-form.ts";

interface FitReference {
  readonly items: readonly { readonly type: string; readonly a: number; readonly b: number }[];
  readonly patterns: string;
  readonly at_eap: Readonly<Record<"theta" | "lz" | "infit" | "outfit", readonly number[]>>;
  readonly at_ml: { readonly lz_star: readonly (number | null)[] };
  readonly guttman_errors: readonly number[];
}

const reference = readReference<FitReference>("personfit-lsat7");
const definition = lsatForm(reference.items, {
  total: { grid: { from: -6, to: 6, nodes: 121 }, refine: "never" },
  all: {},
});
const responses = reference.patterns.split(" ").map(responseOf);
let elsewhere: string | undefined;

describeOnEachTarget("person fit", (api) => {
  beforeAllScored(api, definition, responses);

  const list = async (query = "&fit=true") => {
    const answer = await api.send(`${LSAT}/results?limit=100${query}`);
    return (await answerOf(answer, ResultListView)).results;
  };

  test("is that of other software", async () => {
    const { at_eap: at, at_ml: ml } = reference;
    const close = (value = Number.NaN) => expect.closeTo(value, 9);
    for (const [index, { fit }] of (await list()).entries()) {
      expect(fit?.scales["total"]).toMatchObject({
        theta: close(at.theta[index]),
        lz: close(at.lz[index]),
        infit: close(at.infit[index]),
        outfit: close(at.outfit[index]),
        method: "eap",
      });
      const star = ml.lz_star[index] ?? null;
      const value = star === null ? null : expect.closeTo(star, 6);
      expect(fit?.scales["all"]?.lzStar).toEqual({ value: value as number, method: "ml" });
      expect(fit?.guttmanErrors).toBe(reference.guttman_errors[index] as number);
    }
  });

  test("is the same in one result, exports, and on every target", async () => {
    const results = await list();
    const text = JSON.stringify(results.map(({ fit }) => fit));
    elsewhere ??= text;
    expect(text).toBe(elsewhere);

    const one = await answerOf(await api.send(`${LSAT}/results/9?fit=true`), ResultView);
    expect(one).toEqual(results[9] as typeof one);
    const asked = async (accept: string) =>
      await (await api.send(`${LSAT}/results?fit=true`, { headers: { accept } })).text();
    const lines = (await asked("application/x-ndjson")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(results);
    const rows: Record<string, string>[] = parse(await asked("text/csv"), { columns: true });
    const named = ["lz.total", "infit.all", "outfit.total", "guttmanErrors", "flags"];
    expect(rows.map((row) => named.map((name) => row[name]))).toEqual(
      results.map(({ fit }) => [
        String(fit?.scales["total"]?.lz),
        String(fit?.scales["all"]?.infit),
        String(fit?.scales["total"]?.outfit),
        String(fit?.guttmanErrors),
        fit?.flags.join("|"),
      ]),
    );
    expect(rows.some((row) => (row["flags"] ?? "").includes("low_lz|"))).toBe(true);
  });

  test("is given only where it was asked for", async () => {
    for (const query of ["", "&fit=false"]) {
      for (const result of await list(query)) expect(result).not.toHaveProperty("fit");
    }
    const csv = await api.send(`${LSAT}/results`, { headers: { accept: "text/csv" } });
    expect((await csv.text()).split("\r\n")[0]).not.toContain("lz");
    for (const asked of [`${LSAT}/results?fit=yes`, `${LSAT}/results/9?fit=1`]) {
      const problem = await expectProblem(await api.send(asked), 400, "request_invalid");
      expect(problem).toMatchObject({ path: "fit" });
    }
  });
});
