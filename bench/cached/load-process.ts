/**
 * Asks one thing over keep-alive connections, as fast as it is answered, and
 * counts. In a process of its own, on raw sockets, so that it weighs little on
 * what it measures.
 *
 *     bun load-process.ts '{"port":3000,"request":"GET / HTTP/1.1\r\n…","connections":32,"seconds":5}'
 *
 * @module
 */

export interface Load {
  readonly port: number;
  /** One request, to the last byte. */
  readonly request: string;
  /** What the head of an answer should hold. */
  readonly expected: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadReport {
  readonly perSecond: number;
  /** Milliseconds from a request to the end of its answer. */
  readonly p50: number;
  readonly p99: number;
  readonly answers: number;
  /** Answers without what was expected. */
  readonly unexpected: number;
  /** Answers that were not 200, and connections that were closed. */
  readonly failures: number;
}

const HEAD_END = "\r\n\r\n";

if (import.meta.main) {
  const load = JSON.parse(process.argv[2] ?? "") as Load;
  console.log(JSON.stringify(await apply(load)));
  process.exit(0);
}

async function apply({ port, request, expected, connections, seconds }: Load): Promise<LoadReport> {
  const bytes = Buffer.from(request);
  const times: number[] = [];
  let unexpected = 0;
  let failures = 0;
  let isOver = false;

  const ask = (socket: Bun.Socket<Connection>): void => {
    if (isOver) return;
    socket.data.askedAt = performance.now();
    socket.write(bytes);
  };
  const open = async () =>
    Bun.connect<Connection>({
      hostname: "127.0.0.1",
      port,
      data: { askedAt: 0, missing: null, head: "" },
      socket: {
        data(socket, chunk) {
          if (!isAnswered(socket.data, chunk)) return;
          times.push(performance.now() - socket.data.askedAt);
          const { head } = socket.data;
          if (!head.startsWith("HTTP/1.1 200")) failures++;
          if (!head.includes(expected)) unexpected++;
          Object.assign(socket.data, { missing: null, head: "" });
          ask(socket);
        },
        close() {
          if (!isOver) failures++;
        },
      },
    });

  const sockets = await Promise.all(Array.from({ length: connections }, open));
  const from = performance.now();
  for (const socket of sockets) ask(socket);
  await Bun.sleep(seconds * 1000);
  isOver = true;
  const took = performance.now() - from;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
  return {
    perSecond: (times.length / took) * 1000,
    p50: at(0.5),
    p99: at(0.99),
    answers: times.length,
    unexpected,
    failures,
  };
}

interface Connection {
  askedAt: number;
  /** Bytes of the body that have not come; null before the head has. */
  missing: number | null;
  head: string;
}

/** Whether the answer ends with this chunk. */
function isAnswered(connection: Connection, chunk: Buffer): boolean {
  if (connection.missing !== null) {
    connection.missing -= chunk.length;
    return connection.missing <= 0;
  }
  const end = chunk.indexOf(HEAD_END);
  // An answer's head is some 400 bytes: it comes whole.
  if (end < 0) throw new Error("the head of an answer came in pieces");
  connection.head = chunk.toString("latin1", 0, end);
  const length = /content-length: (\d+)/i.exec(connection.head)?.[1];
  if (length === undefined) throw new Error("an answer has no Content-Length");
  connection.missing = Number(length) - (chunk.length - end - HEAD_END.length);
  return connection.missing <= 0;
}
