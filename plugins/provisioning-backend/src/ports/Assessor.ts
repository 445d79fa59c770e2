import type { JsonObject } from '@backstage/types';
import type {
  CostComparison,
  PlanSummary,
  PolicyFinding,
  Stack,
} from '@heal7/backstage-plugin-provisioning-common';

/** What has to be known of a plan before anybody approves it. */
export interface Assessment {
  cost: CostComparison;
  findings: PolicyFinding[];
  /** Addresses of stateful resources that would be lost. */
  stateful: string[];
}

/** Prices a plan and has every policy look at it. */
export interface Assessor {
  /** Never throws for a policy: one that fails is a finding that blocks. */
  assess(
    stack: Stack,
    plan: { summary: PlanSummary; document: JsonObject },
    signal: AbortSignal,
  ): Promise<Assessment>;
}
