import type {
  CostComparison,
  PlanSummary,
  PolicyFinding,
} from '@heal7/backstage-plugin-provisioning-common';
import type { PlanResource } from '../cost/planResources';

/** What rules look at. */
export interface RuleInput {
  /** As they are once the plan is applied. */
  resources: PlanResource[];
  summary: PlanSummary;
  /** Types whose loss loses data. */
  stateful: string[];
  deletionProtection: boolean;
  /** Whether the stack belongs to a system. */
  hasSystem: boolean;
  cost: CostComparison;
  budget: { limit: number | null; others: number };
  now: Date;
}

/** What a rule has found; it says a severity only where its own is too hard. */
export type Found = Pick<
  PolicyFinding,
  'address' | 'attribute' | 'message' | 'fix'
> & { severity?: 'warn' };

export interface Rule {
  id: string;
  /** In environments that protect what they have, and in others. */
  severity: { guarded: 'block' | 'warn'; other: 'block' | 'warn' };
  find(input: RuleInput): Found[];
}
