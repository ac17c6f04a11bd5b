/**
 * A caller's definition, checked as far as it can be without a database.
 *
 * @module
 */

import { MOST_LEVEL_CODES } from "#engine/scoring/plan-cells.ts";
import { err, ok, type Result } from "#result";
import { extendLayout } from "#engine/answers/extend-layout.ts";
import type { Layout } from "#engine/answers/layout.ts";
import type { Definition } from "#engine/definition/definition.ts";
import type { Fault } from "#engine/definition/fault.ts";
import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { compilePlan, type PlanFault } from "#engine/scoring/compile-plan.ts";
import type { Plan } from "#engine/scoring/plan.ts";

export interface ReadDefinition {
  readonly definition: Definition;
  readonly warnings: readonly Fault[];
  /** Compiled on a layout of its own: some faults show only there. */
  readonly plan: Plan;
  readonly layout: Layout;
}

export interface DefinitionInvalid {
  readonly code: "definition_invalid";
  /** The first of them. */
  readonly faults: readonly Fault[];
  readonly faultsTotal: number;
}

const REPORTED_FAULTS = 100;

export function readDefinition(input: unknown): Result<ReadDefinition, DefinitionInvalid> {
  const parsed = parseDefinition(input);
  if (!parsed.ok) return err(invalid(parsed.error));
  const { definition, warnings } = parsed.value;
  const layout = extendLayout(null, definition, 1);
  if (!layout.ok) throw new RangeError("a first layout has nothing to clash with");
  const plan = compilePlan(definition, layout.value);
  if (!plan.ok) return err(invalid([planFault(plan.error, definition)]));
  return ok({ definition, warnings, plan: plan.value, layout: layout.value });
}

/**
 * Whether the definition can still be counted where items keep the answers of
 * older revisions, which have codes of their own.
 */
export function checkOnLayout(
  definition: Definition,
  layout: Layout,
): Result<Layout, DefinitionInvalid> {
  const plan = compilePlan(definition, layout);
  if (plan.ok) return ok(layout);
  const fault = planFault(plan.error, definition);
  const message = `${fault.message} Answers of older revisions count too: items of a new id have none.`;
  return err(invalid([{ ...fault, message }]));
}

function invalid(faults: readonly Fault[]): DefinitionInvalid {
  return {
    code: "definition_invalid",
    faults: faults.slice(0, REPORTED_FAULTS),
    faultsTotal: faults.length,
  };
}

function planFault(fault: PlanFault, { groupBy }: Definition): Fault {
  const { code } = fault;
  switch (code) {
    case "too_many_point_levels": {
      const withGroups = groupBy === undefined ? "" : " with so many groups";
      const message = `The items can give ${fault.levels} different points in all; at most ${fault.limit} can be counted${withGroups}.`;
      return { code, path: "items", message };
    }
    case "item_has_too_many_levels": {
      const message = `It can give ${fault.levels} different points; at most ${MOST_LEVEL_CODES} can be counted. Use rounder points.`;
      return { code, path: `items.${fault.index}`, message };
    }
    case "point_range_too_wide": {
      const message = "The totals that the items can give lie too far apart to be added exactly.";
      return { code, path: "items", message };
    }
  }
}
