import { expect, test } from "bun:test";

test.each(["ndjson", "csv", "gzip bomb as ndjson", "gzip bomb as json"])(
  "memory does not grow with the length of a body: %s",
  async (body) => {
    const [small, large] = [await read(body, 30), await read(body, 300)];
    expect(large.peakMiB - small.peakMiB).toBeLessThan(48);
    if (body === "ndjson") expect(large.rows).toBeGreaterThan(1_000_000);
  },
  30_000,
);

async function read(body: string, mebibytes: number): Promise<{ rows: number; peakMiB: number }> {
  const script = Bun.fileURLToPath(import.meta.resolve("./peak-memory.ts"));
  const reader = Bun.spawn([process.execPath, script, body, String(mebibytes)]);
  return JSON.parse(await reader.stdout.text());
}
