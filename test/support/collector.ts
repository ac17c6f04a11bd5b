/**
 * A collector of OpenTelemetry traces: it takes OTLP over HTTP, as JSON.
 *
 * @module
 */

export interface CollectedSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly status: number | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface Collector {
  readonly url: string;
  /** Bodies, as they came. */
  readonly received: readonly string[];
  /** Of the last request. */
  readonly headers: Headers;
  spans(): CollectedSpan[];
  /** What the last request said of its sender. */
  resource(): Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, string | number | boolean>>;
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

interface SentSpan extends Omit<CollectedSpan, "attributes" | "status"> {
  readonly attributes: readonly Attribute[];
  readonly status?: { readonly code?: number };
}

export function serveCollector(): Collector {
  const received: string[] = [];
  let headers = new Headers();
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname !== "/v1/traces") return new Response("", { status: 404 });
      ({ headers } = request);
      received.push(await request.text());
      return Response.json({});
    },
  });
  const sent = () => received.flatMap((text) => (JSON.parse(text) as Sent).resourceSpans);
  return {
    url: server.url.origin,
    received,
    get headers() {
      return headers;
    },
    spans: () =>
      sent()
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .map((span) => ({
          ...span,
          status: span.status?.code,
          attributes: plain(span.attributes),
        })),
    resource: () => plain(sent().at(-1)?.resource.attributes ?? []),
    close: () => server.stop(true),
  };
}

function plain(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => {
      const [kind, held] = Object.entries(value)[0] ?? [];
      // JSON has whole numbers of 64 bits as text.
      return [key, kind === "intValue" ? Number(held) : held];
    }),
  );
}
