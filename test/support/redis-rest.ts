/**
 * Upstash's REST in front of a Redis, as @upstash/redis speaks it: one command,
 * `/pipeline`, `/multi-exec`, commands in the path, bearer keys, base64. It can
 * be told to misbehave.
 *
 * @module
 */

import { freePort } from "./free-port.ts";

export type Manner =
  | "well"
  /** Does what it is told and answers late. */
  | "slow"
  /** Does nothing and answers with what no Redis says. */
  | "garbage"
  /** Does nothing and answers 503. */
  | "refusing"
  /** Does what it is told, and the answer is lost. */
  | "losing"
  /** Does not listen. */
  | "cut";

export interface RedisRest {
  readonly url: string;
  readonly token: string;
  /** Commands that it was sent, in order. */
  readonly commands: readonly string[][];
  /** How many requests they came in. */
  trips(): number;
  behave(manner: Manner): Promise<void>;
  /** Answers commands that name this with an error, until told otherwise. */
  refuse(part: string | null): void;
  /** Runs a command itself. */
  send(...command: string[]): Promise<unknown>;
  /** After Redis was restarted. */
  reconnect(): Promise<void>;
  close(): Promise<void>;
}

const TOKEN = "token-of-the-tests";
const SLOW_MS = 100;

type Command = readonly (string | number)[];

export async function serveRedisRest(redisUrl: string): Promise<RedisRest> {
  let client = await connect(redisUrl);
  let manner: Manner = "well";
  const commands: string[][] = [];
  let trips = 0;
  let refused: string | null = null;
  const send = async (command: Command): Promise<unknown> => {
    const [name = "", ...args] = command.map(String);
    const isRefused = args.some((arg) => refused !== null && arg.includes(refused));
    if (isRefused) throw new Error("ERR refused");
    return await client.send(name, args);
  };

  const answer = async (request: Request): Promise<unknown> => {
    const { pathname } = new URL(request.url);
    trips++;
    if (pathname === "/pipeline" || pathname === "/multi-exec") {
      const list = (await request.json()) as Command[];
      commands.push(...list.map((command) => command.map(String)));
      return pathname === "/pipeline"
        ? await Promise.all(list.map((command) => outcomeOf(() => send(command))))
        : await inTransaction(redisUrl, list);
    }
    const command = await commandOf(request, pathname);
    commands.push(command.map(String));
    return await outcomeOf(() => send(command));
  };

  const port = await freePort();
  const listen = () =>
    Bun.serve({
      hostname: "127.0.0.1",
      port,
      async fetch(request) {
        if (!isAllowed(request)) return Response.json({ error: "WRONGPASS" }, { status: 401 });
        if (manner === "garbage") return garbage();
        if (manner === "refusing") return new Response("no", { status: 503 });
        const late = manner === "slow";
        const lost = manner === "losing";
        const body = await answer(request);
        if (late) await Bun.sleep(SLOW_MS);
        if (lost) return new Response("<html>504</html>", { status: 504 });
        const isFailed = typeof body === "object" && body !== null && "error" in body;
        return Response.json(encoded(body, request), { status: isFailed ? 400 : 200 });
      },
    });
  let server: ReturnType<typeof listen> | null = listen();
  // One after the other: the port is free again only when the server before has stopped.
  let change = Promise.resolve();

  return {
    url: `http://127.0.0.1:${port}`,
    token: TOKEN,
    commands,
    trips: () => trips,
    refuse: (part) => {
      refused = part;
    },
    behave: (next) => {
      manner = next;
      change = change.then(async () => {
        if (next === "cut") await server?.stop(true);
        server = next === "cut" ? null : (server ?? listen());
      });
      return change;
    },
    send: (...command) => send(command),
    reconnect: async () => {
      client.close();
      client = await connect(redisUrl);
    },
    close: async () => {
      await server?.stop(true);
      client.close();
    },
  };
}

async function connect(url: string): Promise<Bun.RedisClient> {
  const client = new Bun.RedisClient(url, { autoReconnect: false, enableOfflineQueue: false });
  await client.connect();
  // Bun speaks RESP3, in which some answers have another shape.
  await client.send("HELLO", ["2"]);
  return client;
}

async function outcomeOf(run: () => Promise<unknown>): Promise<object> {
  try {
    return { result: await run() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** On a connection of its own: between MULTI and EXEC nobody else's commands may come. */
async function inTransaction(url: string, list: readonly Command[]): Promise<unknown> {
  const client = await connect(url);
  try {
    await client.send("MULTI", []);
    for (const [name = "", ...args] of list) await client.send(String(name), args.map(String));
    const results = (await client.send("EXEC", [])) as unknown[];
    return results.map((result) => ({ result }));
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    client.close();
  }
}

/** In the body, or in the path with the body as the last argument. */
async function commandOf(request: Request, pathname: string): Promise<Command> {
  const text = await request.text();
  if (pathname === "/") return JSON.parse(text) as Command;
  const words = pathname.slice(1).split("/").map(decodeURIComponent);
  return text === "" ? words : [...words, text];
}

function isAllowed(request: Request): boolean {
  const given = request.headers.get("authorization") ?? "";
  return given === `Bearer ${TOKEN}` || new URL(request.url).searchParams.get("_token") === TOKEN;
}

function encoded(body: unknown, request: Request): unknown {
  if (request.headers.get("upstash-encoding") !== "base64") return body;
  const one = (outcome: unknown): unknown =>
    typeof outcome === "object" && outcome !== null && "result" in outcome
      ? { result: toBase64(outcome.result) }
      : outcome;
  return Array.isArray(body) ? body.map(one) : one(body);
}

/** "OK" stays as it is: the client knows it. */
function toBase64(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toBase64);
  if (typeof value !== "string" || value === "OK") return value;
  return Buffer.from(value, "utf8").toString("base64");
}

const NONSENSE = [
  "<html>Sign in to the guest network</html>",
  "",
  "null",
  "[]",
  "{}",
  '{"result":"OK"}',
  '{"result":["x"]}',
  '{"result":[1,2]}',
  '{"result":[null,null]}',
  '[{"result":"OK"},{"result":1},{"result":[null,null]}]',
];

let said = 0;

function garbage(): Response {
  return new Response(NONSENSE[said++ % NONSENSE.length], {
    headers: { "content-type": "application/json" },
  });
}
