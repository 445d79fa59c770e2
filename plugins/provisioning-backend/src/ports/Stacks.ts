import type {
  AppliedResource,
  CostEstimate,
  DriftSummary,
  Run,
  Stack,
  StackDefinition,
  StackFacts,
  StackOutput,
  StackPhase,
} from '@heal7/backstage-plugin-provisioning-common';

/** Everything that is remembered of a stack. */
export interface StackRecord {
  stack: Stack;
  facts: StackFacts;
  phase: StackPhase;
  drift: DriftSummary | null;
  cost: CostEstimate | null;
  outputs: StackOutput[];
  resources: AppliedResource[];
  currentRun: Run | null;
  lastRun: Run | null;
}

/**
 * Which stacks to list. `visible` is what the caller may see: permission
 * conditions become this filter, so that pages are full.
 */
export interface StackFilter {
  environment?: string;
  phase?: StackPhase;
  owner?: string;
  /** Owner, system or component. */
  entity?: string;
  text?: string;
  visible: StackCriteria;
}

/** A filter of rules, as permission conditions are. */
export type StackCriteria =
  | { anyOf: StackCriteria[] }
  | { allOf: StackCriteria[] }
  | { not: StackCriteria }
  | { owners: string[] }
  | { environments: string[] }
  | { names: string[] };

export interface StackStore {
  byId(id: string): Promise<StackRecord | undefined>;
  byName(name: string): Promise<StackRecord | undefined>;
  /** By name, after `cursor`. */
  page(
    filter: StackFilter,
    cursor: string | null,
    limit: number,
  ): Promise<{
    items: StackRecord[];
    nextCursor: string | null;
    total: number;
  }>;
  /** How many of each phase, and what they cost. */
  summary(filter: StackFilter): Promise<{
    phases: Partial<Record<StackPhase, number>>;
    costs: CostEstimate[];
  }>;
  /**
   * Registers, or takes a new definition of one of that name, which has to be
   * of the same module and environment.
   *
   * @throws ConflictError when it is not, a run of it is under way, or it has
   * become another stack than the one that was looked at.
   */
  put(
    definition: StackDefinition & { deletionProtection: boolean },
    more: {
      definitionUrl: string | null;
      executor: string;
      requestedBy: string;
      /** Version of the stack on which it was decided; null when there was none. */
      basis: number | null;
    },
  ): Promise<StackRecord>;
  /** Sum of the estimates of all applied stacks but one; US dollars a month. */
  spent(environment: string, except: string | null): Promise<number>;
  /** Every applied stack with its resources, for the catalog; in batches. */
  applied(): AsyncIterable<StackRecord>;
}
