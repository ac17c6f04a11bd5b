/** What is answered does not depend on where it is answered: not by a byte. */

import { expect } from "bun:test";

import { lsat7 } from "#usecase/samples/lsat-7.ts";

import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { SERVERS_OF, type Target, type TargetName, TARGETS } from "../support/target.ts";
import { openTarget } from "../support/targets.ts";
import { OPENING_MS } from "./open-api.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const RESPONSES = mixedResponses(2_000);
const [REFERENCE, ...others] = TARGETS;

const cutForm = {
  ...(lsat7.definition as object),
  bands: [{ scale: "total", cuts: [2, 3].map((min) => ({ min, label: `from ${min}` })) }],
  irt: [
    {
      scale: "total",
      D: 1.7,
      omitted: "lowest",
      items: [1, 2, 3, 4, 5].map((number) => {
        return { id: `item${number}`, model: "3PL", a: 0.4 + number / 7, b: -number / 3, c: 0.1 };
      }),
    },
  ],
};

/** They name the request or the run, count down, or are about how the bytes travel. */
const OF_ONE_REQUEST = new Set(
  `connection content-encoding content-length date keep-alive transfer-encoding
  etag ratelimit server-timing x-request-id`.split(/\s+/),
);

let expected: Promise<readonly Answer[]> | undefined;

for (const name of others) {
  const { test } = testsNeeding(...SERVERS_OF[name]);
  test(
    `${name} answers as ${REFERENCE} does`,
    async () => {
      expected ??= answersOn(REFERENCE);
      const answers = await answersOn(name);
      expect(answers.map(({ status }) => status)).toEqual([
        201,
        ...ok(8),
        201,
        ...ok(8),
        201,
        ...ok(3),
      ]);
      expect(answers).toEqual([...(await expected)]);
    },
    OPENING_MS,
  );
}

function ok(count: number): number[] {
  return Array.from({ length: count }, () => 200);
}

interface Answer {
  readonly asked: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A run's id and times are its own; of the rest of a long answer only its digest is shown. */
  readonly body: string;
}

async function answersOn(name: TargetName): Promise<Answer[]> {
  const target = await openTarget(name);
  try {
    return await scenario(target);
  } finally {
    await target.close();
  }
}

async function scenario(target: Target): Promise<Answer[]> {
  const ask = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await target.send(path, { method, ...init });
    const headers = [...response.headers].filter(([header]) => !OF_ONE_REQUEST.has(header));
    return {
      asked: `${method} ${path}`,
      status: response.status,
      headers: Object.fromEntries(headers),
      body: shown(withoutRun(await response.text())),
    };
  };
  const as = (type: string, body: string) => ({ headers: { "content-type": type }, body });
  const exam = "/v1/assessments/exam";
  const lines = RESPONSES.map((response) => `${JSON.stringify(response)}\n`).join("");
  const stateless = { assessment: mixedForm, responses: RESPONSES.slice(0, 500) };
  // Everyone is shown everything, so that items can be related to totals.
  const whole = "/v1/assessments/whole";
  const groupBy = [{ attribute: "form", values: ["A", "1"] }];
  const wholeForm = JSON.stringify({ ...mixedForm, absentMeans: "omitted", groupBy });
  const wholeRows = RESPONSES.slice(0, 500).map((response, index) => ({
    ...response,
    states: {},
    attributes: { form: ["A", 1, "1", "other"][index % 4] },
  }));
  const cut = "/v1/assessments/cut";
  return [
    await ask("PUT", exam, as("application/json", JSON.stringify(mixedForm))),
    await ask("POST", `${exam}/responses`, as("application/x-ndjson", lines)),
    await ask("POST", `${exam}/score`),
    await ask("GET", `${exam}/summary`),
    await ask("GET", `${exam}/items/reliability`),
    await ask("GET", `${exam}/results`, { headers: { accept: "text/csv" } }),
    await ask("GET", `${exam}/results`, { headers: { accept: "application/x-ndjson" } }),
    await ask("GET", `${exam}/results?sort=-points&limit=1000`),
    await ask("POST", "/v1/score", as("application/json", JSON.stringify(stateless))),
    await ask("PUT", whole, as("application/json", wholeForm)),
    await ask("POST", `${whole}/responses`, as("application/json", JSON.stringify(wholeRows))),
    await ask("POST", `${whole}/score`),
    await ask("GET", `${whole}/items`),
    await ask("GET", `${whole}/items`, { headers: { accept: "text/csv" } }),
    await ask("GET", `${whole}/items?where=form:1`),
    await ask("GET", `${whole}/items?where=form:other`),
    await ask("GET", `${whole}/items/reliability?where=form:1`),
    await ask("GET", `${whole}/dif?attribute=form&reference=A&focal=1`),
    await ask("PUT", cut, as("application/json", JSON.stringify(cutForm))),
    await ask(
      "POST",
      `${cut}/responses`,
      as("application/json", JSON.stringify([...lsat7.rows()])),
    ),
    await ask("POST", `${cut}/score`),
    await ask("GET", `${cut}/cuts?rudner=true&theta=-0.5,0.5`),
  ];
}

function withoutRun(body: string): string {
  return body
    .replaceAll(/"(?:id|run)":"[0-9a-f-]{36}"/g, '"run":"…"')
    .replaceAll(/"(?:startedAt|finishedAt)":"[^"]*"/g, '"at":"…"')
    .replaceAll(/"timings":\{[^}]*\}/g, '"timings":"…"');
}

/** Small enough to be read in a failure. */
function shown(text: string): string {
  const digest = new Bun.CryptoHasher("sha256").update(text).digest("hex");
  return text.length < 4_000 ? text : `${text.slice(0, 1_000)} … ${text.length} ${digest}`;
}
