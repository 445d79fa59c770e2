import type {
  AppliedResource,
  CostEstimate,
  DriftSummary,
  PlanSummary,
  RunKind,
  StackFacts,
  StackOutput,
} from '@heal7/backstage-plugin-provisioning-common';

/** What a run can change of a stack. */
export interface StackContent {
  facts: StackFacts;
  drift: DriftSummary | null;
  cost: CostEstimate | null;
  outputs: StackOutput[];
  resources: AppliedResource[];
  deletionProtection: boolean;
}

/** What came of a run, as far as the stack is concerned. */
export type RunEffect =
  /** A check, or a plan that changes nothing. */
  | {
      type: 'looked';
      kind: RunKind;
      runId: string;
      at: string;
      summary: PlanSummary;
      stateFound: boolean;
      cost: CostEstimate;
    }
  | {
      type: 'applied';
      kind: RunKind;
      outputs: StackOutput[];
      resources: AppliedResource[];
      cost: CostEstimate;
    }
  /** Ended half-way; what the state holds now. */
  | {
      type: 'half-applied';
      outputs: StackOutput[];
      resources: AppliedResource[];
      /** Whether the state holds anything at all. */
      something: boolean;
    };

const GONE: StackFacts = {
  applied: false,
  destroyed: true,
  drifted: null,
  reset: false,
};

const THERE: StackFacts = {
  applied: true,
  destroyed: false,
  drifted: false,
  reset: false,
};

const emptied = (stack: StackContent): StackContent => ({
  ...stack,
  drift: null,
  cost: null,
  outputs: [],
  resources: [],
});

function looked(
  stack: StackContent,
  effect: Extract<RunEffect, { type: 'looked' }>,
): StackContent {
  const { kind, summary, stateFound, cost } = effect;
  if (kind === 'destroy') {
    // There was nothing to take away.
    return { ...emptied(stack), facts: GONE };
  }
  if (stack.facts.applied && !stateFound && !summary.empty) {
    return {
      ...stack,
      drift: null,
      facts: { ...stack.facts, drifted: null, reset: true },
    };
  }
  if (kind === 'check') {
    const drifted = !summary.empty;
    return {
      ...stack,
      facts: { ...stack.facts, drifted, reset: false },
      drift: {
        checkedAt: effect.at,
        runId: effect.runId,
        resources: summary.resources,
      },
    };
  }
  return {
    ...stack,
    facts: THERE,
    drift: null,
    cost,
    deletionProtection: kind !== 'unprotect' && stack.deletionProtection,
  };
}

/** The stack after a run. */
export function afterRun(stack: StackContent, effect: RunEffect): StackContent {
  switch (effect.type) {
    case 'looked':
      return looked(stack, effect);
    case 'half-applied':
      return {
        ...stack,
        facts: {
          ...stack.facts,
          applied: effect.something,
          destroyed: false,
          // Nobody has looked since.
          drifted: null,
          reset: false,
        },
        drift: null,
        outputs: effect.outputs,
        resources: effect.resources,
      };
    default:
      return effect.kind === 'destroy'
        ? { ...emptied(stack), facts: GONE }
        : {
            facts: THERE,
            drift: null,
            cost: effect.cost,
            outputs: effect.outputs,
            resources: effect.resources,
            deletionProtection:
              effect.kind !== 'unprotect' && stack.deletionProtection,
          };
  }
}
