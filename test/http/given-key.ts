import { SCOPES, type Scope } from "#usecase/scopes.ts";

import type { Target } from "../support/target.ts";

interface Wanted {
  readonly tenant?: string;
  readonly scopes?: readonly Scope[];
  readonly expiresAt?: string;
  readonly label?: string;
}

export interface GivenKey {
  readonly id: number;
  readonly key: string;
}

/** A key, made over HTTP by the first key; of all scopes unless told. */
export async function givenKey(api: Target, wanted: Wanted = {}): Promise<GivenKey> {
  const made = await api.sendJson("POST", "/v1/keys", { scopes: SCOPES, ...wanted });
  if (made.status !== 201) throw new Error(await made.text());
  return (await made.json()) as GivenKey;
}

/** What a request needs to be sent with a key. */
export function bearing(key: string, headers: Record<string, string> = {}) {
  return { authorization: `Bearer ${key}`, ...headers };
}
