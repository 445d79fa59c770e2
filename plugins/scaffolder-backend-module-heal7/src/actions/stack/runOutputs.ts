import { InputError } from '@backstage/errors';
import type {
  CostEstimate,
  Run,
  RunPlan,
} from '@heal7/backstage-plugin-provisioning-common';

const WORDS = {
  failed: 'not successful',
  interrupted: 'interrupted',
  stale: 'overtaken by another change',
  rejected: 'rejected',
  cancelled: 'cancelled',
};

/** Why a run has not come to a plan, or to its end, in a sentence. */
export function assertNoFailure(run: Run, url: string): void {
  switch (run.phase) {
    case 'failed':
    case 'interrupted':
    case 'stale':
    case 'rejected':
    case 'cancelled': {
      const { message = '', hint = '' } = run.error ?? {};
      const why = [message, hint].filter(Boolean).join(' ');
      throw new InputError(
        `Run ${run.number} was ${WORDS[run.phase]}${
          why && `: ${why}`
        } (${url})`,
      );
    }
    default:
  }
}

/** What keeps a plan from being applied with nobody asked; empty for nothing. */
export function obstaclesOf(plan: RunPlan): string[] {
  const blocking = plan.findings.filter(({ severity }) => severity === 'block');
  return [
    ...(plan.approval === 'none' ? [] : ['the environment asks for approval']),
    ...(plan.confirmation === null
      ? []
      : [`data would be lost: ${plan.stateful.join(', ')}`]),
    ...blocking.map(
      ({ rule, message, fix }) => `policy ${rule}: ${message} ${fix}`,
    ),
  ];
}

/** What a month costs, with what is not known said, never left out. */
export function costText({ monthly, unpriced }: CostEstimate): string {
  const more =
    unpriced.length > 0 ? ` and ${unpriced.length} without a price` : '';
  return `$${monthly.toFixed(2)} a month${more}`;
}
