/**
 * A cache in this process: what was used least lately goes first.
 *
 * @module
 */

import { type Cache, type Fenced, type Held, type Place, TOKEN_TTL_SECONDS } from "./cache.ts";

interface Entry {
  /** The token that a value was computed under; of a token, itself. */
  readonly token: string;
  readonly text: string;
  readonly expiresAt: number;
}

/** What an entry costs beside its text, about. */
const ENTRY_CHARACTERS = 200;

export class MemoryCache implements Cache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  readonly #maxCharacters: number;
  #characters = 0;

  constructor({ now, maxCharacters }: { now: () => number; maxCharacters: number }) {
    this.#now = now;
    this.#maxCharacters = maxCharacters;
  }

  async read({ subject, name }: Place): Promise<Held> {
    const value = this.#get(valueKey({ subject, name }));
    return {
      token: this.#get(subject)?.token ?? null,
      value: value === null ? null : this.#fenced(value),
    };
  }

  async token(subject: string): Promise<string> {
    return this.#get(subject)?.token ?? this.#renew(subject);
  }

  async store(place: Place, { token, text, ttlSeconds }: Fenced): Promise<boolean> {
    if (this.#get(place.subject)?.token !== token) return false;
    this.#set(valueKey(place), { token, text, expiresAt: this.#now() + ttlSeconds * 1000 });
    return true;
  }

  async drop(subject: string): Promise<void> {
    this.#renew(subject);
  }

  #renew(subject: string): string {
    const token = crypto.randomUUID();
    const expiresAt = this.#now() + TOKEN_TTL_SECONDS * 1000;
    this.#set(subject, { token, text: "", expiresAt });
    return token;
  }

  #fenced({ token, text, expiresAt }: Entry): Fenced {
    return { token, text, ttlSeconds: Math.ceil((expiresAt - this.#now()) / 1000) };
  }

  #get(key: string): Entry | null {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    this.#remove(key, entry);
    if (entry.expiresAt <= this.#now()) return null;
    this.#add(key, entry);
    return entry;
  }

  #set(key: string, entry: Entry): void {
    const before = this.#entries.get(key);
    if (before !== undefined) this.#remove(key, before);
    this.#add(key, entry);
    for (const [oldest, old] of this.#entries) {
      if (this.#characters <= this.#maxCharacters) return;
      this.#remove(oldest, old);
    }
  }

  #add(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#characters += sizeOf(key, entry);
  }

  #remove(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#characters -= sizeOf(key, entry);
  }
}

function sizeOf(key: string, { text }: Entry): number {
  return key.length + text.length + ENTRY_CHARACTERS;
}

/** Subjects hold no space, so a value's key is never a token's. */
function valueKey({ subject, name }: Place): string {
  return `${subject} ${name}`;
}
