/**
 * Times `GET …/items` over HTTP on PostgreSQL.
 *
 * @module
 */

import { withAssay } from "../support/assay-server.ts";
import type { AssayClient } from "../support/assay-client.ts";
import { examChoices, plainExam, responseJson } from "../support/exam.ts";
import { withScratchFolder, writeLines } from "../support/line-file.ts";
import { median, medianOf, timed } from "../support/measure.ts";
import type { ScratchPostgres } from "../support/scratch-postgres.ts";

/** Median milliseconds, from the request until the last byte of its answer. */
export interface EndpointTimes {
  /** The very first request that a server answers. */
  readonly fresh: number;
  /** The first item analysis of a server that has answered a summary. */
  readonly first: number;
  /** Later ones that the cache does not have. */
  readonly cold: number;
  readonly cached: number;
  /** Of an answer. */
  readonly bytes: number;
}

const ID = "exam";
const SERVERS = 3;
const CACHED_READS = 101;
/** Every number of strata is an answer of its own: the cache has none of them yet. */
const FIRST_STRATA = 2;
const COLD_STRATA = Array.from({ length: 18 }, (_, place) => 3 + place);

export async function measureEndpoint(
  database: ScratchPostgres,
  count: number,
): Promise<EndpointTimes> {
  console.error(`item analysis over HTTP: ${count} responses`);
  const place = { DATABASE_URL: await database.createDatabase("item_analysis") };
  await withAssay(place, (assay) => scoreExam(assay, count));

  const fresh = await firstReads(place, count, async () => {});
  const first = await firstReads(place, count, (assay) => assay.readSummary(ID));
  return withAssay(place, async (assay) => {
    const { bytes } = await readItems(assay, { strata: FIRST_STRATA, count, isHit: false });
    const times: number[] = [];
    for (const strata of COLD_STRATA) {
      times.push(await timed(() => readItems(assay, { strata, count, isHit: false })));
    }
    const cached = await medianOf(CACHED_READS, () =>
      readItems(assay, { strata: FIRST_STRATA, count, isHit: true }),
    );
    return { fresh, first, cold: median(times), cached, bytes };
  });
}

async function scoreExam(assay: AssayClient, count: number): Promise<void> {
  await withScratchFolder(async (folder) => {
    const choices = examChoices(count);
    const lines = `${folder}/responses.ndjson`;
    await writeLines(lines, count, (at) => responseJson(choices, at));
    await assay.define(ID, plainExam.definition("item analysis"));
    await assay.submitLines(ID, lines);
  });
  const { summary } = await assay.score(ID);
  if (summary?.responses !== count) throw new Error("not every response was scored");
}

/** Of as many servers, each with a process and a cache of its own. */
async function firstReads(
  place: Record<string, string>,
  count: number,
  before: (assay: AssayClient) => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  for (let server = 0; server < SERVERS; server++) {
    await withAssay(place, async (assay) => {
      await before(assay);
      const asked = { strata: FIRST_STRATA, count, isHit: false };
      times.push(await timed(() => readItems(assay, asked)));
    });
  }
  return median(times);
}

interface Asked {
  readonly strata: number;
  readonly count: number;
  readonly isHit: boolean;
}

async function readItems(assay: AssayClient, { strata, count, isHit }: Asked) {
  const answer = await assay.readItems(ID, strata);
  if (answer.cache.includes("hit") !== isHit) throw new Error(`cache: ${answer.cache}`);
  if (!answer.json.includes(`"upto":${count},`)) throw new Error("not of every response");
  return { bytes: answer.json.length };
}
