/**
 * What PostgreSQL would do for the statements that code really issues.
 *
 * @module
 */

import type { Logger } from "drizzle-orm";
import type { Row, Sql } from "postgres";

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

/**
 * A prepared statement is planned for the values at hand, or, after some uses
 * and at the server's discretion, once for all values.
 */
export type Planning = "for its values" | "for any values";

/** Every step of a statement's plan. Explaining runs nothing, inserts neither. */
export async function planOf(
  sql: Sql,
  statement: Statement,
  planning: Planning = "for its values",
): Promise<PlanStep[]> {
  const [row] =
    planning === "for its values"
      ? await sql.unsafe(`explain (format json) ${statement.query}`, statement.params as never[])
      : await explainPrepared(sql, statement);
  const [explained] = (row?.["QUERY PLAN"] ?? []) as { Plan: PlanNode }[];
  return explained === undefined ? [] : stepsOf(explained.Plan);
}

/** A plan for any values does not look at them, so nulls stand for them all. */
async function explainPrepared(sql: Sql, { query, params }: Statement): Promise<Row[]> {
  return await sql.begin(async (tx) => {
    await tx`set local plan_cache_mode = force_generic_plan`;
    await tx.unsafe(`prepare explained as ${query}`);
    const values = params.length === 0 ? "" : `(${params.map(() => "null").join()})`;
    const rows: Row[] = await tx.unsafe(`explain (format json) execute explained${values}`);
    await tx`deallocate explained`;
    return rows;
  });
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
