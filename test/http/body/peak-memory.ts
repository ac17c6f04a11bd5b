/**
 * Reads a body of the given size in a process of its own and prints the rows
 * it held and the most memory that took. Run by flat-memory.test.ts: beside
 * other tests, their garbage would be measured too.
 *
 *     bun peak-memory.ts <body> <MiB>
 *
 * @module
 */

import { readCsv } from "#http/body/read-csv.ts";
import { readJson } from "#http/body/read-json.ts";
import { readNdjson } from "#http/body/read-ndjson.ts";

import { bytesOf, madeStream, opened } from "./streams.ts";

const MIB = 1024 * 1024;

const [, , body = "", mebibytes = ""] = process.argv;

const answer = "x".repeat(220);
const json = `{"candidate":"c","answers":{"q":"${answer}"}}\n`;
const csv = `c,${answer}\n`.repeat(9) + `"c","${answer}"\n`;

const rows = await readBody();
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ rows, peakMiB }));

async function readBody(): Promise<number> {
  switch (body) {
    case "ndjson":
      return await countRows(readNdjson(opened(repeated(json))));
    case "csv":
      return await countRows(
        readCsv(opened(repeated(csv, "candidate,q\n")), new Map([["q", "text"]])),
      );
    case "gzip bomb as ndjson":
      return await countRows(readNdjson(opened(compressed("["), "gzip")));
    case "gzip bomb as json":
      return Number((await readJson(opened(compressed(" "), "gzip"))).ok);
    default:
      throw new RangeError(`no body is called ${body}`);
  }
}

async function countRows(batches: AsyncIterable<readonly unknown[]>): Promise<number> {
  let count = 0;
  for await (const batch of batches) count += batch.length;
  return count;
}

/** As many mebibytes of the same text as the command says. */
function repeated(text: string, header = "") {
  const block = bytesOf(text.repeat(Math.ceil(MIB / text.length)));
  const count = Number(mebibytes);
  return madeStream((index) => {
    if (index === 0) return bytesOf(header);
    return index <= count ? block.slice() : null;
  }).stream;
}

function compressed(byte: string) {
  return repeated(byte).pipeThrough(new CompressionStream("gzip"));
}
