/**
 * What benches ask of Assay over HTTP, wherever it runs.
 *
 * @module
 */

export interface Submission {
  readonly accepted: number;
  readonly rejected: number;
}

export interface ScoredRun {
  readonly run: { readonly status: string };
  readonly summary: { readonly responses: number; readonly mean: number } | null;
}

export interface ReadSummary {
  /** What `Cache-Status` says. */
  readonly cache: string;
  readonly responses: number | undefined;
}

export interface ReadItems {
  /** What `Cache-Status` says. */
  readonly cache: string;
  /** The analysis. */
  readonly json: string;
}

export interface AssayClient {
  readonly origin: string;
  readonly key: string;
  define(id: string, definition: object): Promise<void>;
  /** Streams a file of NDJSON. */
  submitLines(id: string, path: string): Promise<Submission>;
  submitOne(id: string, responseJson: string): Promise<void>;
  /** Scores what is stored under the newest revision, and waits for it. */
  score(id: string): Promise<ScoredRun>;
  readSummary(id: string): Promise<ReadSummary>;
  readItems(id: string, strata: number): Promise<ReadItems>;
}

export function assayAt(origin: string, key: string): AssayClient {
  const authorization = `Bearer ${key}`;
  const call = async (
    method: "PUT" | "POST",
    path: string,
    [type, body]: readonly [string, string | Blob | null],
  ): Promise<Response> => {
    const headers = { authorization, "content-type": type };
    // A run of a million is answered when it is done.
    const response = await fetch(origin + path, { method, headers, body, timeout: false });
    if (response.ok) return response;
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  const read = async (path: string): Promise<Response> => {
    const answer = await fetch(origin + path, { headers: { authorization } });
    if (answer.ok) return answer;
    throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
  };

  return {
    origin,
    key,
    async define(id, definition) {
      const body = JSON.stringify(definition);
      await call("PUT", `/v1/assessments/${id}`, ["application/json", body]);
    },
    async submitLines(id, path) {
      const body = Bun.file(path);
      const asked = `/v1/assessments/${id}/responses`;
      const answer = await call("POST", asked, ["application/x-ndjson", body]);
      return (await answer.json()) as Submission;
    },
    async submitOne(id, responseJson) {
      await call("POST", `/v1/assessments/${id}/responses`, ["application/json", responseJson]);
    },
    async score(id) {
      const asked = `/v1/assessments/${id}/score`;
      const answer = await call("POST", asked, ["application/json", null]);
      return (await answer.json()) as ScoredRun;
    },
    async readSummary(id) {
      const answer = await read(`/v1/assessments/${id}/summary`);
      const { summary } = (await answer.json()) as ScoredRun;
      return { cache: cacheStatusOf(answer), responses: summary?.responses };
    },
    async readItems(id, strata) {
      const answer = await read(`/v1/assessments/${id}/items?strata=${strata}`);
      return { cache: cacheStatusOf(answer), json: await answer.text() };
    },
  };
}

function cacheStatusOf(answer: Response): string {
  return answer.headers.get("cache-status") ?? "";
}
