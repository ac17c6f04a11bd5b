import type { EncodedChunk } from "#engine/answers/encoded-chunk.ts";
import type { ResponseEncoder } from "#engine/answers/response-encoder.ts";
import type { RowFault } from "#engine/answers/row-fault.ts";
import { isObject } from "#engine/definition/is-object.ts";

export interface EncodedResponses {
  readonly chunk: EncodedChunk;
  readonly faults: readonly RowFault[];
}

/** Of each candidate's attempt the first that can be taken, as where responses are stored. */
export function encodeResponses(
  encoder: ResponseEncoder,
  responses: readonly unknown[],
): EncodedResponses {
  const faults: RowFault[] = [];
  const taken = new Map<string, number>();
  for (const [index, response] of responses.entries()) {
    const line = index + 1;
    const name = attemptName(response);
    const first = taken.get(name);
    const fault = first === undefined ? encoder.add(line, response) : repeatedAt(line, first);
    if (fault === null) taken.set(name, line);
    else faults.push(fault);
  }
  return { chunk: encoder.take(), faults };
}

/** Of a response that may be anything. */
function attemptName(response: unknown): string {
  const { candidate, attempt = 1 } = isObject(response) ? response : {};
  return JSON.stringify([candidate, attempt]);
}

function repeatedAt(line: number, first: number): RowFault {
  const message = `line ${first} is of the same candidate and attempt`;
  return { line, code: "response_repeated", path: "candidate", message };
}
