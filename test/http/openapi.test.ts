import { beforeAll, describe, expect, test } from "bun:test";

import { multipleChoiceRules } from "#engine/rules/multiple-choice/multiple-choice-rules.ts";
import { singleChoiceRules } from "#engine/rules/single-choice/single-choice-rules.ts";
import { app } from "#http/app.ts";

import { describeOnEachTarget } from "../support/targets.ts";

interface Operation {
  readonly summary?: string;
  readonly security?: unknown;
  readonly requestBody?: {
    readonly content: Record<string, { schema: unknown; example?: unknown }>;
  };
  readonly responses: Record<string, { description?: string }>;
  readonly parameters?: { name: string; in: string; schema: unknown; required?: boolean }[];
}

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, unknown>; securitySchemes: unknown };
}

/** The document itself, and the page that shows it. */
const ABOUT_THE_DOCUMENT = new Set(["/openapi.json", "/docs"]);

describeOnEachTarget("the contract", (api) => {
  let document: Document;
  beforeAll(async () => {
    document = (await (await api.send("/openapi.json")).json()) as Document;
  });

  describe("/openapi.json", () => {
    test("is OpenAPI 3.1 and holds every route", () => {
      expect(document.openapi).toStartWith("3.1");
      const routes = app.routes
        .filter(({ method, path }) => method !== "ALL" && !ABOUT_THE_DOCUMENT.has(path))
        .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
      const described = Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
      );
      expect(described.toSorted()).toEqual([...new Set(routes)].toSorted());
    });

    test("says of every operation what it does and gives", () => {
      for (const operations of Object.values(document.paths)) {
        for (const { summary, responses, security } of Object.values(operations)) {
          expect(summary).toBeString();
          expect(Object.values(responses).every(({ description }) => description)).toBe(true);
          expect(Array.isArray(security)).toBe(true);
          expect("401" in responses).toBe(JSON.stringify(security) !== "[]");
        }
      }
    });

    test("points at nothing that is not there", () => {
      const text = JSON.stringify(document);
      const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
      expect(references.length).toBeGreaterThan(10);
      for (const reference of new Set(references)) {
        const name = /^#\/components\/schemas\/(\w+)$/.exec(reference ?? "")?.[1];
        expect(document.components.schemas).toHaveProperty(name ?? `not a schema: ${reference}`);
      }
    });

    test("has the definition with every type of item", () => {
      const body = document.paths["/v1/assessments/{id}"]?.["put"]?.requestBody;
      const reference = { $ref: "#/components/schemas/Definition" };
      expect(body?.content["application/json"]?.schema).toEqual(reference);
      const schema = JSON.stringify(document.components.schemas["Definition"]);
      for (const word of [
        "single_choice",
        "multiple_choice",
        "number",
        "text",
        "rating",
        "order",
        "match",
        "gap",
        "point",
        "rubric",
        "polygon",
        "bands",
      ]) {
        expect(schema).toContain(`"${word}"`);
      }
      for (const rule of Object.keys({ ...singleChoiceRules, ...multipleChoiceRules })) {
        expect(schema).toContain(`{"const":"${rule}"`);
      }
    });

    test("has whole numbers for whole numbers", () => {
      const list = document.paths["/v1/assessments"]?.["get"];
      const limit = list?.parameters?.find(({ name }) => name === "limit");
      expect(limit).toMatchObject({
        in: "query",
        schema: { type: "integer", minimum: 1, maximum: 1000, default: 100 },
      });
      expect(limit?.required ?? false).toBe(false);
    });

    test("has examples that work", async () => {
      const order = [
        "put /v1/assessments/{id}",
        "post /v1/assessments/{id}/responses",
        "post /v1/score",
        "post /v1/keys",
      ];
      let sent = 0;
      for (const name of order) {
        const [method = "", path = ""] = name.split(" ");
        const body = document.paths[path]?.[method]?.requestBody;
        for (const [media, { example }] of Object.entries(body?.content ?? {})) {
          const response = await api.send(path.replace("{id}", "example"), {
            method: method.toUpperCase(),
            headers: { "content-type": media },
            body: typeof example === "string" ? example : JSON.stringify(example),
          });
          expect(`${name} ${media} ${response.status}`).toMatch(/ 20[01]$/);
          sent++;
        }
      }
      expect(sent).toBe(6);
    });
  });
});
