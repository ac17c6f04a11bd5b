/**
 * What PostgreSQL would do for the statements that code really issues.
 *
 * @module
 */

import type { Logger } from "drizzle-orm";
import type { Sql } from "postgres";

interface Statement {
  readonly query: string;
  readonly params: unknown[];
}

/** Remembers statements; give it to Drizzle as its logger. */
export class StatementRecorder implements Logger {
  readonly #statements: Statement[] = [];

  logQuery(query: string, params: unknown[]): void {
    this.#statements.push({ query, params });
  }

  /** The statements that work issues, in order. */
  async during(work: () => Promise<unknown>): Promise<readonly Statement[]> {
    this.#statements.length = 0;
    await work();
    return [...this.#statements];
  }
}

export interface PlanStep {
  readonly node: string;
  readonly table: string | null;
  readonly index: string | null;
}

/** Every step of a statement's plan. Explaining runs nothing, inserts neither. */
export async function planOf(sql: Sql, statement: Statement): Promise<PlanStep[]> {
  const [row] = await sql.unsafe(
    `explain (format json) ${statement.query}`,
    statement.params as never[],
  );
  const [explained] = (row?.["QUERY PLAN"] ?? []) as { Plan: PlanNode }[];
  return explained === undefined ? [] : stepsOf(explained.Plan);
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly Plans?: readonly PlanNode[];
}

function stepsOf(plan: PlanNode): PlanStep[] {
  const step = {
    node: plan["Node Type"],
    table: plan["Relation Name"] ?? null,
    index: plan["Index Name"] ?? null,
  };
  return [step, ...(plan.Plans ?? []).flatMap(stepsOf)];
}
