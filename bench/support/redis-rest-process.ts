/**
 * Upstash's REST in front of a Redis, in a process of its own, as a real one
 * would be. Only what a cached read needs is served, with as little of the
 * machine as can be: the bench is of Assay.
 *
 *     bun redis-rest-process.ts redis://127.0.0.1:6379 8079
 *
 * @module
 */

if (import.meta.main) {
  const [redisUrl = "", port = ""] = process.argv.slice(2);
  const client = new Bun.RedisClient(redisUrl);
  await client.connect();
  // Bun speaks RESP3, in which some answers have another shape.
  await client.send("HELLO", ["2"]);

  const outcomeOf = async ([name = "", ...args]: readonly (string | number)[]) => {
    try {
      return { result: await client.send(String(name), args.map(String)) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  const answers: Record<string, (body: unknown) => Promise<unknown>> = {
    "/": (command) => outcomeOf(command as string[]),
    "/pipeline": (commands) => Promise.all((commands as string[][]).map(outcomeOf)),
  };
  Bun.serve({
    hostname: "127.0.0.1",
    port: Number(port),
    async fetch(request) {
      const answer = answers[new URL(request.url).pathname];
      if (answer === undefined) return Response.json({ error: "not served" }, { status: 400 });
      return Response.json(await answer(await request.json()));
    },
  });
  console.log("ready");
}
