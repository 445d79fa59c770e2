import type { JsonObject } from '@backstage/types';
import type {
  CostComparison,
  PlanSummary,
  PolicyFinding,
} from '@heal7/backstage-plugin-provisioning-common';

/**
 * Looks at a plan before anybody approves it.
 *
 * @public
 */
export interface PolicyEngine {
  readonly id: string;
  /**
   * Severities are what the rule wants; the environment may make them milder
   * or stricter. An engine that throws blocks the plan: no look is no
   * clearance.
   */
  evaluate(input: PolicyInput, signal: AbortSignal): Promise<PolicyFinding[]>;
}

/** @public */
export interface PolicyInput {
  summary: PlanSummary;
  /** The engine's plan JSON with its secrets taken out. */
  document: JsonObject;
  environment: string;
  /** Of the module. */
  stateful: string[];
  deletionProtection: boolean;
  cost: CostComparison;
  budget: {
    /** US dollars a month; null for none. */
    limit: number | null;
    /** What the environment's other stacks cost. */
    others: number;
  };
}
