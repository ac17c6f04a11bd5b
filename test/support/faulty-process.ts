/**
 * Another process that scores, for tests that kill it or let it compete.
 *
 *     bun faulty-process.ts '{"url":"postgres://…","tenant":1,"id":"…","limits":{…}}'
 *
 * It prints how many responses are scored, a number a line, and at its end the
 * run and its summary as JSON.
 *
 * @module
 */

import { fileURLToPath } from "node:url";

import type { Limits } from "#usecase/deps.ts";
import { type ScoredRun, scoreAssessment } from "#usecase/score-assessment.ts";

import { openOnPostgres } from "./databases.ts";
import { must } from "./must.ts";
import { testDeps } from "./test-deps.ts";

export interface ProcessOrder {
  readonly url: string;
  readonly tenant: number;
  readonly id: string;
  readonly limits: Partial<Limits>;
}

export interface ScoringProcess {
  /** How many responses were scored when it last said so. */
  readonly scored: number;
  /** How often it has said so. */
  readonly heard: number;
  /** Nothing can be done about it: no handler runs. */
  kill(): Promise<void>;
  /** What it gave back. */
  finished(): Promise<ScoredRun>;
}

export function startScoring(order: ProcessOrder): ScoringProcess {
  const command = [process.execPath, fileURLToPath(import.meta.url), JSON.stringify(order)];
  const child = Bun.spawn(command, { stdout: "pipe", stderr: "inherit" });
  const state = { scored: 0, heard: 0, last: "" };
  const reading = readLines(child.stdout, (line) => {
    state.last = line;
    if (!/^\d+$/.test(line)) return;
    state.scored = Number(line);
    state.heard++;
  });
  return {
    get scored() {
      return state.scored;
    },
    get heard() {
      return state.heard;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await child.exited;
    },
    finished: async () => {
      await reading;
      if ((await child.exited) !== 0) throw new Error(`the process ended with ${child.exitCode}`);
      return JSON.parse(state.last) as ScoredRun;
    },
  };
}

async function readLines(
  stream: ReadableStream<Uint8Array>,
  onLine: (line: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of stream) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  }
}

if (import.meta.main) {
  const { url, tenant, id, limits } = JSON.parse(process.argv[2] ?? "") as ProcessOrder;
  const { db, close } = await openOnPostgres(url);
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const scored = must(
    await scoreAssessment(testDeps(db, limits), {
      tenant,
      id,
      revision: null,
      onProgress: (progress) => void write(String(progress.scored)),
    }),
  );
  write(JSON.stringify(scored));
  await close();
}
