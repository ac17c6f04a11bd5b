/**
 * A real Redis for tests, that keeps nothing: thrown away at the end.
 *
 * @module
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

import { freePort } from "./free-port.ts";
import type { Kept } from "./postgres-keeper.ts";
import { findRedis, type RedisBinary } from "./redis-binaries.ts";

const keeperFile = fileURLToPath(new URL("./postgres-keeper.ts", import.meta.url));

export interface RedisServer {
  readonly url: string;
  /** Killed and started again on the same port: all that it held is gone. */
  restart(): Promise<void>;
  /** At the end of the process it stops by itself. */
  stop(): Promise<void>;
}

export async function startRedis(): Promise<RedisServer> {
  const binary = findRedis();
  if (binary === null) throw new Error("there is no redis-server here, and none can be had");
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let keeper = keep(binary, port);
  await untilReady(keeper, url);

  const stop = async (): Promise<void> => {
    const ended = once(keeper, "exit");
    keeper.stdin?.end();
    await ended;
  };
  const restart = async (): Promise<void> => {
    await stop();
    keeper = keep(binary, port);
    await untilReady(keeper, url);
  };
  return { url, restart, stop };
}

function keep({ path, libraries }: RedisBinary, port: number): ChildProcess {
  const scratch = mkdtempSync(join(tmpdir(), "assay-redis-"));
  const settings = ["--bind", "127.0.0.1", "--port", `${port}`, "--save", "", "--appendonly", "no"];
  const env = libraries.length === 0 ? {} : { LD_LIBRARY_PATH: libraries.join(delimiter) };
  const kept: Kept = { scratch, command: [path, ...settings], cwd: scratch, user: {}, env };
  const keeper = spawn(process.execPath, [keeperFile, JSON.stringify(kept)], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  keeper.unref();
  return keeper;
}

async function untilReady(keeper: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new Bun.RedisClient(url, { autoReconnect: false, enableOfflineQueue: false });
    try {
      await client.connect();
      await client.ping();
      return;
    } catch (error) {
      if (keeper.exitCode !== null || Date.now() > deadline) throw error;
      await Bun.sleep(10);
    } finally {
      client.close();
    }
  }
}
