/**
 * A TCP proxy before PostgreSQL that understands where a statement begins and
 * where its answer ends, so that a test can break the connection at exactly
 * the moment that it is about.
 *
 * @module
 */

import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/**
 * What becomes of a statement: it passes; the connection is cut before the
 * server sees it; or the server carries it out and the connection is cut before
 * the answer arrives. A promise holds the statement back until it is settled.
 */
export type Fate = "pass" | "cut" | "lose_answer" | Promise<unknown>;

/** @param earlier Statements of the same connection since its transaction began. */
export type Rule = (statement: string, earlier: readonly string[]) => Fate;

export interface FaultyProxy {
  /** As the database's, but by way of the proxy. */
  readonly url: string;
  /** Asked for each statement; lets everything pass unless a test sets it. */
  rule: Rule;
  /** Connections cut so far. */
  readonly cuts: number;
  /** Connections so far, and those of them that neither end has closed. */
  readonly opened: number;
  readonly open: number;
  close(): Promise<void>;
}

export async function openFaultyProxy(databaseUrl: string): Promise<FaultyProxy> {
  const target = new URL(databaseUrl);
  const state: ProxyState = { rule: () => "pass", cuts: 0, opened: 0, sockets: new Set() };
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    void new ProxiedConnection(state, client, upstream).run();
  });
  const url = new URL(databaseUrl);
  url.port = String(await listen(server));
  return {
    url: url.href,
    get rule() {
      return state.rule;
    },
    set rule(rule) {
      state.rule = rule;
    },
    get cuts() {
      return state.cuts;
    },
    get opened() {
      return state.opened;
    },
    get open() {
      // Each has a socket to either end.
      return state.sockets.size / 2;
    },
    close: async () => {
      for (const socket of state.sockets) socket.destroy();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

/** The rule for the first so many statements that match; the others pass. */
export function firstMatches(pattern: RegExp, times: number, fate: "cut" | "lose_answer"): Rule {
  let left = times;
  return (statement) => (pattern.test(statement) && left-- > 0 ? fate : "pass");
}

/** The answer to the commit of the first transaction that held such a statement is lost. */
export function firstCommitAfter(pattern: RegExp): Rule {
  let left = 1;
  return (statement, earlier) =>
    /^commit/i.test(statement) && earlier.some((text) => pattern.test(text)) && left-- > 0
      ? "lose_answer"
      : "pass";
}

interface ProxyState {
  rule: Rule;
  cuts: number;
  opened: number;
  readonly sockets: Set<Socket>;
}

/** Types of messages, as the protocol has them. */
const QUERY = "Q";
const PARSE = "P";
const BIND = "B";
const READY_FOR_QUERY = "Z";
/** Parse complete, parameter description, row description, no data: they come before anything is done. */
const BEFORE_EXECUTION = "1tTn";

class ProxiedConnection {
  readonly #state: ProxyState;
  readonly #client: Socket;
  readonly #upstream: Socket;
  /** Texts of prepared statements; the unnamed one too. */
  readonly #prepared = new Map<string, string>();
  #transaction: string[] = [];
  #losesAnswer = false;

  constructor(state: ProxyState, client: Socket, upstream: Socket) {
    this.#state = state;
    this.#client = client;
    this.#upstream = upstream;
    state.opened++;
    for (const socket of [client, upstream]) {
      state.sockets.add(socket);
      // Whoever breaks off, the other end sees it too.
      socket.on("error", () => this.#end());
      socket.on("close", () => this.#end());
    }
  }

  async run(): Promise<void> {
    try {
      await Promise.all([this.#pumpClient(), this.#pumpServer()]);
    } catch {
      this.#end();
    }
  }

  async #pumpClient(): Promise<void> {
    const messages = new MessageReader({ startsUntyped: true });
    for await (const bytes of this.#client) {
      for (const message of messages.push(bytes as Buffer)) {
        if (await this.#isCutAt(message)) return this.#cut();
        this.#upstream.write(message.bytes);
      }
    }
  }

  async #pumpServer(): Promise<void> {
    const messages = new MessageReader({ startsUntyped: false });
    for await (const bytes of this.#upstream) {
      for (const message of messages.push(bytes as Buffer)) {
        if (!this.#losesAnswer || BEFORE_EXECUTION.includes(message.type)) {
          this.#client.write(message.bytes);
        } else if (message.type === READY_FOR_QUERY) {
          // What is not in a transaction has been committed by now.
          return this.#cut();
        }
      }
    }
  }

  async #isCutAt(message: Message): Promise<boolean> {
    const statement = this.#statementOf(message);
    if (statement === null) return false;
    if (/^begin/i.test(statement)) this.#transaction = [];
    const fate = this.#state.rule(statement, this.#transaction);
    this.#transaction.push(statement);
    if (fate instanceof Promise) await fate;
    if (fate === "lose_answer") this.#losesAnswer = true;
    return fate === "cut";
  }

  /** The statement that a message has carried out, if it has any. */
  #statementOf({ type, bytes }: Message): string | null {
    const [first, second] = textsOf(bytes);
    if (type === PARSE) this.#prepared.set(first, second);
    if (type === QUERY) return first;
    return type === BIND ? (this.#prepared.get(second) ?? "") : null;
  }

  #cut(): void {
    this.#state.cuts++;
    this.#end();
  }

  #end(): void {
    for (const socket of [this.#client, this.#upstream]) {
      this.#state.sockets.delete(socket);
      socket.destroy();
    }
  }
}

interface Message {
  /** One letter; empty for the first message of a client. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** Cuts a stream of bytes into messages: a letter, a length of four bytes, a body. */
class MessageReader {
  #parts: Buffer[] = [];
  #held = 0;
  #typeLength: 0 | 1;

  constructor({ startsUntyped }: { readonly startsUntyped: boolean }) {
    this.#typeLength = startsUntyped ? 0 : 1;
  }

  *push(bytes: Buffer): Generator<Message> {
    this.#parts.push(bytes);
    this.#held += bytes.length;
    for (;;) {
      const length = this.#nextLength();
      if (length === null || this.#held < length) return;
      const all = Buffer.concat(this.#parts);
      const typeLength = this.#typeLength;
      this.#parts = [all.subarray(length)];
      this.#held -= length;
      this.#typeLength = 1;
      const type = typeLength === 0 ? "" : String.fromCharCode(all[0] as number);
      yield { type, bytes: all.subarray(0, length) };
    }
  }

  #nextLength(): number | null {
    const typeLength = this.#typeLength;
    if (this.#held < typeLength + 4) return null;
    const [head] = this.#parts;
    if (head === undefined || head.length < typeLength + 4) {
      this.#parts = [Buffer.concat(this.#parts)];
      return this.#nextLength();
    }
    return typeLength + head.readUInt32BE(typeLength);
  }
}

/** The first two texts of a message that begins with texts. */
function textsOf(bytes: Buffer): [string, string] {
  const end = bytes.indexOf(0, 5);
  const next = bytes.indexOf(0, end + 1);
  const text = (from: number, to: number) => bytes.toString("utf8", from, to < 0 ? from : to);
  return [text(5, end), text(end + 1, next)];
}

async function listen(server: Server): Promise<number> {
  const listening = once(server, "listening");
  server.listen(0, "127.0.0.1");
  await listening;
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the proxy has no port");
  return address.port;
}
