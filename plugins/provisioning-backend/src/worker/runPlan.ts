import type {
  ApprovalRule,
  Run,
  RunEvent,
  RunPlan,
  Stack,
} from '@heal7/backstage-plugin-provisioning-common';
import type { PlannedResult } from '@heal7/backstage-plugin-provisioning-node';
import type { Assessment } from '../ports/Assessor';

/** What has to be typed to lose data. */
const confirmationOf = (stack: Stack, run: Run, stateful: string[]) =>
  stateful.length > 0 || run.kind === 'destroy' ? stack.name : null;

/** What is kept of a plan with its run. */
export function runPlan(
  run: Run,
  stack: Stack,
  planned: PlannedResult,
  assessment: Assessment,
  from: {
    approval: ApprovalRule;
    moduleRevision: string;
    inputsDigest: string;
  },
): RunPlan {
  const { summary, digest } = planned;
  return {
    digest,
    counts: summary.counts,
    empty: summary.empty,
    findings: assessment.findings,
    cost: assessment.cost,
    approval: from.approval,
    confirmation: confirmationOf(stack, run, assessment.stateful),
    stateful: assessment.stateful,
    moduleRevision: from.moduleRevision,
    inputsDigest: from.inputsDigest,
  };
}

/** What a plan makes of its run. */
export function planEvent(
  run: Pick<Run, 'kind' | 'autoApply'>,
  plan: RunPlan,
): Extract<RunEvent, `planned${string}`> {
  if (run.kind === 'check' || plan.empty) {
    return 'planned-and-done';
  }
  const blocked = plan.findings.some(({ severity }) => severity === 'block');
  return plan.approval === 'none' &&
    run.autoApply &&
    !blocked &&
    plan.confirmation === null
    ? 'planned-and-approved'
    : 'planned';
}
