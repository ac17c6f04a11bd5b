import { expect } from "bun:test";

import * as v from "valibot";

/** The answer's body, which is what the contract says: every field of it, and no other. */
export async function answerOf<View extends v.GenericSchema>(
  response: Response,
  view: View,
): Promise<v.InferOutput<View>> {
  const answer: unknown = await response.json();
  const parsed = v.parse(view, answer);
  expect(answer).toEqual(parsed);
  return parsed;
}

/** A problem of this type and status, as RFC 9457 has it. */
export async function expectProblem(
  response: Response,
  status: number,
  type: string,
): Promise<Record<string, unknown>> {
  const text = await response.text();
  expect(`${response.status} ${text}`).toStartWith(`${status} {"type":"/problems/${type}"`);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = JSON.parse(text) as Record<string, unknown>;
  expect(body["status"]).toBe(status);
  expect(body["title"]).toBeString();
  return body;
}
