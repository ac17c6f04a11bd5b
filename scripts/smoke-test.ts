/**
 * What every deployment must be able to do, one question after the other.
 *
 * @module
 */

export interface Check {
  readonly what: string;
  /** null where it holds. */
  readonly fault: string | null;
}

const ASSESSMENT = "/v1/assessments/smoke-test";

/** Goes on after a fault: the next ones often say why. */
export async function* smokeTest(origin: string, key: string): AsyncGenerator<Check> {
  const ask = asker(origin, key);
  for (const [what, fault] of CHECKS) {
    try {
      yield { what, fault: await fault(ask) };
    } catch (error) {
      yield { what, fault: error instanceof Error ? error.message : String(error) };
    }
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

type Ask = (path: string, init?: RequestInit) => Promise<Answer>;

/** Says what is wrong, or null. */
type Fault = (ask: Ask) => Promise<string | null>;

const CHECKS: readonly (readonly [string, Fault])[] = [
  ["answers", async (ask) => status(await ask("/healthz"), 200)],
  ["reaches its database", async (ask) => status(await ask("/readyz"), 200)],
  ["has its docs page", async (ask) => status(await ask("/docs"), 200)],
  ["has the files of its docs page", async (ask) => status(await ask("/docs/swagger-ui.css"), 200)],
  ["keeps out a wrong key", refusesWrongKey],
  ["sees its own writes at once (Hyperdrive's caching is off)", seesItsWrites],
  ["scores", scores],
  ["caches the summary", caches],
];

async function refusesWrongKey(ask: Ask): Promise<string | null> {
  const headers = { authorization: "Bearer nobody's" };
  return status(await ask("/v1/assessments", { headers }), 401);
}

/** Read, write, read: a cache between would answer the second as the first. */
async function seesItsWrites(ask: Ask): Promise<string | null> {
  for (const round of [1, 2]) {
    const title = `Smoke test ${Date.now()} ${round}`;
    const defined = await ask(ASSESSMENT, put({ ...DEFINITION, title }));
    if (defined.status !== 200 && defined.status !== 201) return unexpected(defined);
    const read = await ask(ASSESSMENT);
    if (!read.body.includes(title)) return "an older definition was answered";
  }
  return null;
}

async function scores(ask: Ask): Promise<string | null> {
  const candidate = `smoke-${Date.now()}`;
  const response = { candidate, answers: { q1: "B", q2: ["A"] } };
  const submitted = await ask(`${ASSESSMENT}/responses`, post(response));
  if (submitted.status !== 201) return unexpected(submitted);
  const scored = await ask(`${ASSESSMENT}/score`, { method: "POST" });
  if (scored.status !== 200) return unexpected(scored);
  const result = await ask(`${ASSESSMENT}/results/${candidate}`);
  return result.body.includes('"points":2.5,"maxPoints":3') ? null : unexpected(result);
}

async function caches(ask: Ask): Promise<string | null> {
  await ask(`${ASSESSMENT}/summary`);
  const again = await ask(`${ASSESSMENT}/summary`);
  const cache = again.headers.get("cache-status") ?? "nothing";
  return cache.includes("hit") ? null : `Cache-Status says ${cache}: is Redis set?`;
}

const DEFINITION = {
  items: [
    { id: "q1", type: "single_choice", options: ["A", "B"], key: "B" },
    {
      id: "q2",
      type: "multiple_choice",
      options: ["A", "B", "C", "D"],
      key: ["A", "C"],
      points: 2,
      rule: "each_decision",
    },
  ],
};

function put(body: object): RequestInit {
  return { ...post(body), method: "PUT" };
}

function post(body: object): RequestInit {
  const headers = { "content-type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify(body) };
}

function asker(origin: string, key: string): Ask {
  return async (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${key}`);
    const answer = await fetch(new URL(path, origin), { ...init, headers });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  };
}

function status(answer: Answer, expected: number): string | null {
  return answer.status === expected ? null : unexpected(answer);
}

function unexpected({ status, body }: Answer): string {
  return `${status} ${body.slice(0, 200)}`;
}
