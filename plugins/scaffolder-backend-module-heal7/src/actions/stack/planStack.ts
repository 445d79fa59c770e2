import { hasEnded } from '@heal7/backstage-plugin-provisioning-common';
import type {
  Continuation,
  PlanCounts,
  RunKind,
  RunView,
} from '@heal7/backstage-plugin-provisioning-common';
import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import { followRun, StoppedWaiting } from './followRun';
import { assertNoFailure, costText, obstaclesOf } from './runOutputs';
import { runUrl } from './StackActionOptions';
import type { StackActionOptions } from './StackActionOptions';

/** What plan and destroy give to the steps after them. */
export interface PlanOutputs {
  runId: string;
  url: string;
  kind: RunKind;
  /** Whether there is a plan; it goes on being made when there is none yet. */
  planned: boolean;
  empty: boolean;
  approvalNeeded: boolean;
  /** Whether `heal7:stack:apply` can take it from here. */
  canApply: boolean;
  counts?: PlanCounts;
  monthlyCostBefore?: number;
  monthlyCostAfter?: number;
  unpriced?: number;
}

/** As much of an action's context as planning needs. */
interface PlanContext {
  task: { id: string };
  step?: { id?: string };
  logger: LoggerService;
  signal?: AbortSignal;
  checkpoint<T extends JsonValue | void>(options: {
    key: string;
    fn(): Promise<T>;
  }): Promise<T>;
  getInitiatorCredentials(): Promise<BackstageCredentials>;
}

/**
 * Starts a run and waits for its plan, not longer than it is told to. A task
 * that goes on after a crash finds the run that it started.
 */
export async function planStack(
  { provisioning, appUrl, lookEvery = 2_000 }: StackActionOptions,
  ctx: PlanContext,
  request: {
    stackId: string;
    kind(stack: { deletionProtection: boolean }): RunKind;
    reason: string;
    continuation: Continuation | undefined;
    timeoutSeconds: number;
  },
): Promise<PlanOutputs> {
  const { stackId, reason, continuation, timeoutSeconds } = request;
  const { logger, signal } = ctx;
  const { runId, kind } = await ctx.checkpoint({
    key: `heal7.stack.run.${stackId}`,
    fn: async () => {
      const credentials = await ctx.getInitiatorCredentials();
      const options = { credentials, signal };
      const stack = await provisioning.stack(stackId, options);
      const run = await provisioning.startRun(
        stackId,
        {
          kind: request.kind(stack),
          reason,
          version: stack.version,
          idempotencyKey: `scaffolder/${ctx.task.id}/${ctx.step?.id ?? 'plan'}`,
          ...(continuation && { continuation }),
        },
        options,
      );
      return { runId: run.id, kind: run.kind };
    },
  });
  const url = runUrl(appUrl, runId);
  logger.info(`Planning: ${url}`);
  try {
    const run = await followRun({
      provisioning,
      runId,
      until: ({ phase }) => phase !== 'queued' && phase !== 'planning',
      credentials: () => ctx.getInitiatorCredentials(),
      logger,
      signal,
      looks: Math.ceil((timeoutSeconds * 1_000) / lookEvery),
      every: lookEvery,
    });
    assertNoFailure(run, url);
    return outputsOf(run, url, logger);
  } catch (error) {
    if (!(error instanceof StoppedWaiting)) {
      throw error;
    }
    logger.warn(
      `There is no plan after ${timeoutSeconds} s. It goes on being made: ${url}`,
    );
    return {
      runId,
      url,
      kind,
      planned: false,
      empty: false,
      approvalNeeded: true,
      canApply: false,
    };
  }
}

function outputsOf(
  run: RunView,
  url: string,
  logger: LoggerService,
): PlanOutputs {
  const { id: runId, kind, plan, phase } = run;
  const waits = phase === 'awaiting-approval';
  const obstacles = plan ? obstaclesOf(plan) : [];
  if (plan) {
    const { create, update, replace, delete: remove } = plan.counts;
    logger.info(
      `Planned: ${create} to create, ${update} to change, ${replace} to replace, ${remove} to destroy`,
    );
    if (plan.cost) {
      logger.info(
        `Cost: ${costText(plan.cost.before)} -> ${costText(plan.cost.after)}`,
      );
    }
    plan.findings.forEach(({ severity, rule, message }) =>
      logger.warn(
        `${
          severity === 'block' ? 'Blocked' : 'Warning'
        } by ${rule}: ${message}`,
      ),
    );
  }
  if (waits && obstacles.length > 0) {
    logger.info(`A person has to decide (${obstacles.join('; ')}): ${url}`);
  }
  return {
    runId,
    url,
    kind,
    planned: true,
    empty: plan?.empty ?? false,
    approvalNeeded: waits && obstacles.length > 0,
    canApply: !hasEnded(phase) && obstacles.length === 0,
    ...(plan && { counts: plan.counts }),
    ...(plan?.cost && {
      monthlyCostBefore: plan.cost.before.monthly,
      monthlyCostAfter: plan.cost.after.monthly,
      unpriced: plan.cost.after.unpriced.length,
    }),
  };
}
