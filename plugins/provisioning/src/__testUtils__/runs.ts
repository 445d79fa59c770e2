import type {
  LogLine,
  LogPage,
  PlanSummary,
  RunPlan,
  RunView,
} from '@heal7/backstage-plugin-provisioning-common';
import type { LogQuery } from '../api';
import change from './plans/change.json';
import create from './plans/create.json';
import destroy from './plans/destroy.json';
import { aCost } from './stacks';

/**
 * What Terraform 1.11.4 has planned for a stack with a bucket, a queue, a table
 * and a parameter, as the backend reads it.
 *
 * @internal
 */
export const plans = {
  create: create as unknown as PlanSummary,
  change: change as unknown as PlanSummary,
  destroy: destroy as unknown as PlanSummary,
};

/** @internal */
export const aPlan = (changes: Partial<RunPlan> = {}): RunPlan => ({
  digest: `sha256:${'ab12'.repeat(16)}`,
  counts: plans.change.counts,
  empty: false,
  findings: [
    {
      rule: 'tags',
      engine: 'built-in',
      severity: 'warn',
      address: 'aws_sqs_queue.jobs',
      attribute: 'tags.owner',
      message: 'The queue names no owner.',
      fix: 'Give it the tag owner.',
    },
  ],
  cost: {
    before: { ...aCost, monthly: 2.5 },
    after: aCost,
  },
  approval: 'second-person',
  confirmation: null,
  stateful: [],
  moduleRevision: `sha256:${'c'.repeat(64)}`,
  inputsDigest: `sha256:${'d'.repeat(64)}`,
  ...changes,
});

/** One that waits for somebody. @internal */
export const aRun = (changes: Partial<RunView> = {}): RunView => ({
  id: 'run-4',
  stackId: 'stack-1',
  number: 4,
  kind: 'apply',
  phase: 'awaiting-approval',
  requestedBy: 'user:default/minji',
  reason: 'More room for orders',
  autoApply: false,
  plan: aPlan(),
  approval: null,
  cancelRequested: false,
  error: null,
  externalUrl: null,
  times: {
    queued: '2026-11-24T01:00:00.000Z',
    planStarted: '2026-11-24T01:00:01.000Z',
    planned: '2026-11-24T01:00:20.000Z',
    decided: null,
    applyStarted: null,
    ended: null,
  },
  version: 3,
  stackName: 'orders-storage',
  environment: 'production',
  access: {
    approve: { offered: true },
    reject: { offered: true },
    cancel: { offered: true },
  },
  logEnd: 0,
  orphans: [],
  channel: 'provisioning:stack-1',
  ...changes,
});

/** @internal */
export const aLine = (
  position: number,
  text: string,
  rest: Partial<LogLine> = {},
): LogLine => ({
  position,
  at: '2026-11-24T01:00:05.000Z',
  step: 'apply',
  level: 'info',
  text,
  address: null,
  ...rest,
});

/** The log route of a backend that has these lines. @internal */
export const pageOf = (
  lines: LogLine[],
  { after, limit }: LogQuery,
  ended = true,
): LogPage => {
  const end = lines.length === 0 ? 0 : lines[lines.length - 1].position;
  const next = Math.min(end, after + limit);
  return {
    lines: lines.filter(({ position }) => position > after && position <= next),
    next,
    complete: ended && next === end,
  };
};
