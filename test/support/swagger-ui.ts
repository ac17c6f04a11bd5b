/**
 * Swagger UI as the page at /docs starts it, without a page: everything but
 * drawing. Its files come from the server that is asked.
 *
 * @module
 */

import { createContext, runInContext } from "node:vm";

export interface OpenedUi {
  /** Every URL that it asked for, in order. */
  readonly asked: readonly string[];
  /** What start.js gave it. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What it reports of the document, and what it would write to the console. */
  faults(): unknown[];
  /** That part of the document without references, as it is shown. */
  resolve(path: readonly string[]): Promise<unknown>;
  operations(): number;
  /** As its button "Execute" does. */
  tryOut(operationId: string, key: string | null): Promise<{ status: number; body: unknown }>;
}

interface Sent {
  readonly status: number;
  readonly body: unknown;
}

/** The little of its insides that is called here. */
interface System {
  readonly specActions: { requestResolvedSubtree(path: readonly string[]): void };
  readonly specSelectors: {
    specJson(): { toJS(): unknown };
    specResolvedSubtree(path: readonly string[]): { toJS(): unknown } | undefined;
    loadingStatus(): string;
    operations(): { readonly size: number };
  };
  readonly errSelectors: { allErrors(): { toJS(): unknown[] } };
  readonly fn: { execute(request: object): Promise<Sent> };
}

type Start = (options: Readonly<Record<string, unknown>>) => { getSystem(): System };

export async function openSwaggerUi(origin: string): Promise<OpenedUi> {
  const asked: string[] = [];
  const complaints: string[] = [];
  let options: Readonly<Record<string, unknown>> = {};
  const world = browserLike(origin, asked, complaints);
  const context = createContext(world);
  runInContext(await textOf(`${origin}/docs/swagger-ui-bundle.js`), context);

  const start = world["SwaggerUIBundle"] as Start;
  let system: System | undefined;
  world["SwaggerUIBundle"] = (given: Readonly<Record<string, unknown>>) => {
    options = given;
    // There is nothing to draw on.
    system = start({ ...given, dom_id: null, domNode: null }).getSystem();
  };
  runInContext(await textOf(`${origin}/docs/start.js`), context);
  const opened = system;
  if (opened === undefined) throw new Error("start.js did not start it");
  while (!["success", "failed"].includes(opened.specSelectors.loadingStatus())) await Bun.sleep(10);

  return {
    asked,
    options,
    faults: () => [...complaints, ...opened.errSelectors.allErrors().toJS()],
    resolve: async (path) => {
      opened.specActions.requestResolvedSubtree(path);
      let resolved = opened.specSelectors.specResolvedSubtree(path);
      while (resolved === undefined && complaints.length === 0) {
        await Bun.sleep(10);
        resolved = opened.specSelectors.specResolvedSubtree(path);
      }
      return resolved?.toJS();
    },
    operations: () => opened.specSelectors.operations().size,
    tryOut: async (operationId, key) =>
      await opened.fn
        .execute({
          spec: opened.specSelectors.specJson().toJS(),
          operationId,
          baseURL: origin,
          securities: key === null ? {} : { authorized: { key: { value: key } } },
        })
        .catch((error: { readonly response: Sent }) => error.response),
  };
}

/** What runtimes other than browsers have too. */
const BUILT_IN = {
  setTimeout,
  clearTimeout,
  queueMicrotask,
  performance,
  structuredClone,
  URL,
  URLSearchParams,
  AbortController,
  AbortSignal,
  Blob,
  File,
  FormData,
  Headers,
  Request,
  Response,
  TextEncoder,
  TextDecoder,
  MessageChannel,
  btoa,
  atob,
};

/** What the bundle looks for while it loads. */
function browserLike(
  origin: string,
  asked: string[],
  complaints: string[],
): Record<string, unknown> {
  const complain = (...told: unknown[]): void => void complaints.push(told.map(String).join(" "));
  const location = new URL("/docs", origin);
  const world: Record<string, unknown> = {
    ...BUILT_IN,
    console: { ...console, warn: complain, error: complain },
    location,
    // References are resolved against it.
    document: { baseURI: location.href },
    navigator: { userAgent: "", platform: "" },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    fetch: async (input: string | Request, init?: RequestInit): Promise<Response> => {
      const url = new URL(typeof input === "string" ? input : input.url, origin).href;
      asked.push(url);
      return await fetch(url, init);
    },
  };
  world["window"] = world;
  world["self"] = world;
  return world;
}

async function textOf(url: string): Promise<string> {
  return await (await fetch(url)).text();
}
