import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  Run,
  RunError,
  RunEvent,
} from '@heal7/backstage-plugin-provisioning-common';
import type {
  Executor,
  Job,
  JobOutcome,
  PlannedResult,
  StateSummary,
} from '@heal7/backstage-plugin-provisioning-node';
import { SecretMask } from '@heal7/backstage-plugin-provisioning-node';
import type { Knex } from 'knex';
import type { Clock } from '../lib/Clock';
import { RunLog } from '../runs/RunLog';
import type { LogLimits } from '../runs/RunLog';
import type { Assessor } from '../ports/Assessor';
import type { Environments } from '../ports/Environments';
import type { Modules } from '../ports/Modules';
import type { RunListener } from '../ports/Runs';
import { staleBecause } from '../runs/RunService';
import { writeEvent } from '../runs/RunWrites';
import type { RunChange } from '../runs/RunWrites';
import { appliedResources } from '../stacks/appliedResources';
import type { RunEffect } from '../stacks/stackEffect';
import { inputsDigest } from '../stacks/variablesOf';
import { runOf, stackOf, variablesOfRow } from '../store/rows';
import type { RunRow, StackRow } from '../store/rows';
import { jobId, jobOf } from './jobOf';
import { LEASE_MS } from './RunLeases';
import type { RunLeases } from './RunLeases';
import { planEvent, runPlan } from './runPlan';

/** What a worker works with. */
export interface WorkerDeps {
  knex: Knex;
  clock: Clock;
  executors: Map<string, Executor>;
  modules: Modules;
  environments: Environments;
  assessor: Assessor;
  listener: RunListener;
  logger: LoggerService;
  logs: LogLimits;
}

/** How often something unforeseen may happen to a run. */
const ATTEMPTS = 3;
const AGAIN_MS = 5_000;

const unforeseenError = (error: Error): RunError => ({
  code: error.name === 'InputError' ? 'refused' : 'internal',
  message: new SecretMask([]).mask(error.message),
  hint: '',
  diagnostics: [],
});

/** The lease is lost, or the process ends: somebody else goes on. */
class HandedOver extends Error {}

/**
 * Works on one run, from where it is to where somebody has to decide, or to
 * its end.
 */
export class RunWorker {
  readonly #left = new AbortController();
  readonly #signal: AbortSignal;
  /** The job under way in this process. */
  #job: { executor: Executor; id: string } | undefined;
  #cancelled = false;
  #againAfterMs = 0;

  /**
   * @param attempt - how often this run was taken up here before without
   *   coming to an end, counted from 1
   */
  constructor(
    private readonly deps: WorkerDeps,
    private readonly leases: RunLeases,
    private row: RunRow,
    private readonly attempt: number,
    stopped: AbortSignal,
  ) {
    this.#signal = AbortSignal.any([stopped, this.#left.signal]);
  }

  get runId(): string {
    return this.row.id;
  }

  /**
   * Never rejects.
   *
   * @returns whether it has come to where there is nothing more to do here
   */
  async work(): Promise<boolean> {
    const beating = this.beat();
    try {
      await this.step();
    } catch (error) {
      if (!this.#signal.aborted && !(error instanceof HandedOver)) {
        await this.unforeseen(error);
      }
    } finally {
      this.#left.abort();
      await beating;
      await this.leases
        .release(this.row, this.#againAfterMs)
        .catch(() => undefined);
    }
    return this.#againAfterMs === 0;
  }

  /** Passes on at once that somebody wants it to stop. */
  async cancel(): Promise<void> {
    this.#cancelled = true;
    if (this.#job) {
      await this.#job.executor.cancel(this.#job.id);
    }
  }

  private async step(): Promise<void> {
    switch (this.row.phase) {
      case 'queued':
      case 'planning':
        return this.plan();
      default:
        return this.apply();
    }
  }

  private async plan(): Promise<void> {
    const context = await this.context();
    if (this.row.phase === 'queued') {
      await this.happens('plan-started', {
        times: { planStarted: this.now() },
      });
    }
    const job = await jobOf('plan', context);
    const outcome = await this.perform(job, context.executor);
    if (outcome.status === 'planned') {
      await this.planned(outcome.plan, context);
      return;
    }
    await this.ended(outcome, context);
    await this.discard(context.executor, 'plan');
  }

  private async planned(
    planned: PlannedResult,
    context: Context,
  ): Promise<void> {
    const { stack, environment, module } = context;
    const run = runOf(this.row);
    const assessment = await this.deps.assessor.assess(
      stack,
      planned,
      this.#signal,
    );
    const plan = runPlan(run, stack, planned, assessment, {
      approval: environment.approval,
      moduleRevision: module.bundle.revision,
      inputsDigest: inputsDigest(context.variables),
    });
    const event = planEvent(run, plan);
    const at = this.now();
    await this.happens(
      event,
      {
        plan,
        times: { planned: at, ...(event === 'planned' ? {} : { decided: at }) },
        ...(event === 'planned-and-approved'
          ? { approval: { decision: 'approved', by: null, comment: '' } }
          : {}),
      },
      {
        before: trx =>
          trx('run_plans')
            .insert({
              run_id: run.id,
              summary: JSON.stringify(planned.summary),
              cost_after: JSON.stringify(assessment.cost.after),
            })
            .onConflict('run_id')
            .merge(),
        ...(event === 'planned-and-done'
          ? {
              effect: {
                type: 'looked',
                kind: run.kind,
                runId: run.id,
                at,
                summary: planned.summary,
                stateFound: planned.stateFound,
                cost: assessment.cost.after,
              },
              checkEvery: environment.driftCheck?.everySeconds ?? null,
            }
          : {}),
      },
    );
    if (event === 'planned-and-done') {
      await this.discard(context.executor, 'plan');
    } else if (event === 'planned-and-approved') {
      await this.apply();
    }
  }

  private async apply(): Promise<void> {
    const context = await this.context();
    const run = runOf(this.row);
    if (this.row.phase === 'approved') {
      const stale =
        run.plan &&
        staleBecause(
          run.plan,
          context.module.bundle.revision,
          inputsDigest(context.variables),
        );
      if (stale) {
        await this.happens('went-stale', {
          error: {
            code: 'plan-stale',
            message: stale,
            hint: 'Plan again',
            diagnostics: [],
          },
        });
        await this.discard(context.executor, 'plan');
        return;
      }
      await this.happens(
        'apply-started',
        { times: { applyStarted: this.now() } },
        {
          columns: {
            plan_log_lines: this.row.log_lines,
            plan_log_bytes: this.row.log_bytes,
          },
        },
      );
    }
    const job = await jobOf('apply', context);
    const outcome = await this.perform(job, context.executor);
    if (outcome.status === 'applied') {
      await this.applied(outcome.state, context);
    } else {
      await this.ended(outcome, context);
    }
    await this.discard(context.executor, 'apply');
    await this.discard(context.executor, 'plan');
  }

  private async applied(state: StateSummary, context: Context): Promise<void> {
    const run = runOf(this.row);
    const plan = await this.deps
      .knex('run_plans')
      .where({ run_id: run.id })
      .first();
    await this.happens(
      'applied',
      {},
      {
        effect: {
          type: 'applied',
          kind: run.kind,
          outputs: state.outputs,
          resources: appliedResources(
            context.stack,
            context.module.catalog,
            state.resources,
          ),
          cost: JSON.parse(plan.cost_after),
        },
        checkEvery: context.environment.driftCheck?.everySeconds ?? null,
      },
    );
  }

  /** Everything that is not how it should have ended. */
  private async ended(outcome: JobOutcome, context: Context): Promise<void> {
    const events = {
      failed: 'failed',
      cancelled: 'cancelled',
      stale: 'went-stale',
      interrupted: 'interrupted',
    } as const;
    if (outcome.status === 'planned' || outcome.status === 'applied') {
      throw new Error(`The executor says '${outcome.status}' of another step`);
    }
    const state = 'state' in outcome ? outcome.state : null;
    await this.happens(
      events[outcome.status],
      'error' in outcome ? { error: outcome.error } : {},
      {
        ...(outcome.status === 'interrupted'
          ? { columns: { orphans: JSON.stringify(outcome.orphans) } }
          : {}),
        ...(state && this.row.phase === 'applying'
          ? {
              effect: {
                type: 'half-applied',
                outputs: state.outputs,
                resources: appliedResources(
                  context.stack,
                  context.module.catalog,
                  state.resources,
                ),
                something: state.resources.length > 0,
              },
              checkEvery: context.environment.driftCheck?.everySeconds ?? null,
            }
          : {}),
      },
    );
  }

  /** Starts the job, or takes it up, and keeps what it says. */
  private async perform(job: Job, executor: Executor): Promise<JobOutcome> {
    const { knex, logs, listener } = this.deps;
    await executor.start(job);
    this.#job = { executor, id: job.id };
    if (this.#cancelled || this.row.cancel_requested) {
      await executor.cancel(job.id);
    }
    const before =
      job.step === 'plan'
        ? { lines: 0, bytes: 0 }
        : {
            lines: this.row.plan_log_lines,
            bytes: Number(this.row.plan_log_bytes),
          };
    const log = new RunLog(knex, logs, this.row, job.step, before);
    try {
      return await executor.follow(job.id, {
        after: this.row.log_lines - before.lines,
        signal: this.#signal,
        onLines: async lines => {
          if (!(await log.append(lines))) {
            throw new HandedOver();
          }
          listener.logGrew(this.row.id, this.row.stack_id);
        },
        onExternalUrl: url => {
          this.external(url).catch(error =>
            this.deps.logger.warn(`The run's address was not kept: ${error}`),
          );
        },
      });
    } finally {
      this.#job = undefined;
    }
  }

  private async external(url: string): Promise<void> {
    const run = await this.deps.knex.transaction(async trx => {
      const row = await this.held(trx);
      const changed = { ...runOf(row), externalUrl: url };
      await trx<RunRow>('runs')
        .where({ id: row.id })
        .update({
          run: JSON.stringify({ ...JSON.parse(row.run), externalUrl: url }),
        });
      return changed;
    });
    this.deps.listener.runChanged(run);
  }

  /** Lets something happen to the run, as long as the lease is held. */
  private async happens(
    event: RunEvent,
    change: RunChange = {},
    more: {
      effect?: RunEffect;
      columns?: Partial<RunRow>;
      checkEvery?: number | null;
      before?: (trx: Knex.Transaction) => PromiseLike<unknown>;
    } = {},
  ): Promise<void> {
    const { knex, clock, listener } = this.deps;
    const run = await knex.transaction(async trx => {
      const row = await this.held(trx);
      await more.before?.(trx);
      const result = await writeEvent(trx, row, event, {
        now: clock.now(),
        change,
        columns: more.columns,
        effect: more.effect,
        checkEvery: more.checkEvery,
        random: () => clock.random(),
      });
      if (!result) {
        throw new HandedOver(`A run that is ${row.phase} cannot be ${event}`);
      }
      return result;
    });
    const now = await knex<RunRow>('runs').where({ id: run.id }).first();
    this.row = now && now.lease === this.row.lease ? now : this.row;
    listener.runChanged(run);
    listener.stackChanged(run.stackId);
  }

  private async held(trx: Knex.Transaction): Promise<RunRow> {
    const row = await trx<RunRow>('runs')
      .where({ id: this.row.id, lease: this.row.lease })
      .forUpdate()
      .first();
    if (!row) {
      throw new HandedOver();
    }
    return row;
  }

  /**
   * What was not foreseen. A job that is under way is taken up again first: it
   * may well go on. What happens again and again ends the run.
   */
  private async unforeseen(error: unknown): Promise<void> {
    const { logger } = this.deps;
    const known = isError(error) ? error : new Error(String(error));
    logger.error(`Run ${this.row.id} came upon something unforeseen`, known);
    const underWay = ['planning', 'applying'].includes(this.row.phase);
    if (underWay && this.attempt < ATTEMPTS) {
      this.#againAfterMs = AGAIN_MS * this.attempt;
      return;
    }
    await this.cancel().catch(() => undefined);
    await this.happens('failed', { error: unforeseenError(known) }).catch(
      again => logger.error(`Run ${this.row.id} could not be ended: ${again}`),
    );
  }

  private async discard(executor: Executor, step: Job['step']): Promise<void> {
    try {
      await executor.discard(jobId(this.row.id, step));
      if (step === 'plan') {
        await this.deps
          .knex<RunRow>('runs')
          .where({ id: this.row.id })
          .update({ discarded: true });
      }
    } catch (error) {
      this.deps.logger.warn(
        `What ${jobId(this.row.id, step)} left is removed later: ${error}`,
      );
    }
  }

  /** Keeps the lease, and hears of what was wanted elsewhere. */
  private async beat(): Promise<void> {
    while (!this.#signal.aborted) {
      await this.deps.clock.sleep(LEASE_MS / 3, this.#signal);
      if (this.#signal.aborted) {
        return;
      }
      try {
        const row = await this.leases.renew(this.row);
        if (!row) {
          await this.lost();
        } else if (row.cancel_requested && !this.#cancelled) {
          await this.cancel();
        }
      } catch (error) {
        this.deps.logger.warn(`The lease was not renewed: ${error}`);
      }
    }
  }

  /** Another holds the lease, or the run has ended without this worker. */
  private async lost(): Promise<void> {
    const row = await this.deps
      .knex<RunRow>('runs')
      .where({ id: this.row.id, lease: this.row.lease })
      .first();
    if (row?.cancel_requested) {
      await this.cancel();
    }
    this.#left.abort();
  }

  private async context(): Promise<Context> {
    const { knex, modules, environments, executors } = this.deps;
    const row = await knex<StackRow>('stacks')
      .where({ id: this.row.stack_id })
      .first();
    if (!row) {
      throw new HandedOver();
    }
    const stack = stackOf(row);
    const executor = executors.get(stack.executor);
    if (!executor) {
      throw new Error(
        `There is no executor '${stack.executor}'; there is ${[
          ...executors.keys(),
        ].join(', ')}`,
      );
    }
    const [module, bundle] = await Promise.all([
      modules.module(stack.module),
      modules.bundle(stack.module),
    ]);
    const run = runOf(this.row);
    return {
      executor,
      stack,
      environment: environments.byName(stack.environment),
      variables: variablesOfRow(this.row),
      module: { ...module, bundle },
      run: {
        id: run.id,
        kind: run.kind,
        planDigest: run.plan?.digest ?? null,
      },
    };
  }

  private now(): string {
    return this.deps.clock.now().toISOString();
  }
}

interface Context {
  executor: Executor;
  stack: ReturnType<typeof stackOf>;
  environment: ReturnType<Environments['byName']>;
  variables: ReturnType<typeof variablesOfRow>;
  module: Awaited<ReturnType<Modules['module']>> & {
    bundle: Awaited<ReturnType<Modules['bundle']>>;
  };
  run: { id: string; kind: Run['kind']; planDigest: string | null };
}
