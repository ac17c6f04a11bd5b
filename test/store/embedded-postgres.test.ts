import { expect } from "bun:test";
import { existsSync } from "node:fs";

import { testsNeeding } from "../support/tests-needing.ts";

const { test } = testsNeeding("PostgreSQL");

/** In a process of its own: the server of this one is chosen already. */
test("where no PostgreSQL is installed, the one from npm serves, and it leaves nothing behind", async () => {
  const script = `
    import { postgresServer } from "./test/support/postgres.ts";
    import { openOnPostgres } from "./test/support/databases.ts";
    const server = await postgresServer();
    const { sql, close } = await openOnPostgres(await server.createDatabase());
    const [{ count }] = await sql\`select count(*)::int as count from responses\`;
    const [{ folder }] = await sql\`select current_setting('data_directory') as folder\`;
    console.log(JSON.stringify({ version: server.version, count, folder }));
    await close();
    if (process.env.KILLED) process.kill(process.pid, "SIGKILL");
    await server.stop();`;

  for (const killed of ["", "yes"]) {
    const child = Bun.spawn([process.execPath, "-e", script], {
      env: { ...process.env, TEST_POSTGRES: "embedded", KILLED: killed },
      stdout: "pipe",
    });
    const out = await new Response(child.stdout).text();
    const { version, count, folder } = JSON.parse(out) as Seen;

    expect(version).toMatch(/^18\./);
    expect(count).toBe(0);
    const deadline = Date.now() + 10_000;
    while (existsSync(folder) && Date.now() < deadline) await Bun.sleep(50);
    expect(existsSync(folder)).toBe(false);
  }
}, 60_000);

interface Seen {
  readonly version: string;
  readonly count: number;
  readonly folder: string;
}
