import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Executor } from '@heal7/backstage-plugin-provisioning-node';
import type { Knex } from 'knex';
import { DriftSchedule } from './drift/DriftSchedule';
import type { Clock } from './lib/Clock';
import type { LogLimits } from './runs/RunLog';
import type { Assessor } from './ports/Assessor';
import type { Environments } from './ports/Environments';
import type { Modules } from './ports/Modules';
import type { RunCommands, RunListener, RunStore } from './ports/Runs';
import type { StackStore } from './ports/Stacks';
import { KnexRunStore } from './runs/KnexRunStore';
import { RunService } from './runs/RunService';
import { KnexStackStore } from './stacks/KnexStackStore';
import { Housekeeping } from './store/housekeeping';
import type { Retention } from './store/housekeeping';
import { Workers } from './worker/Workers';

/** How much is done at once, and kept. */
export interface EngineConfig {
  workers: number;
  driftWorkers: number;
  logs: LogLimits;
  retention: Retention;
}

/** Stacks and their runs: kept, queued, worked on, watched. */
export class Engine {
  readonly stacks: StackStore;
  readonly runs: RunStore;
  readonly commands: RunCommands;
  readonly #workers: Workers;
  readonly #drift: DriftSchedule;
  readonly #housekeeping: Housekeeping;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      executors: Map<string, Executor>;
      modules: Modules;
      environments: Environments;
      /** Needs the stacks, which are made here. */
      assessor: (stacks: StackStore) => Assessor;
      listener: RunListener;
      logger: LoggerService;
      scheduler: SchedulerService;
      config: EngineConfig;
    },
  ) {
    const { knex, clock, listener, config } = deps;
    this.stacks = new KnexStackStore(knex, clock, id =>
      listener.stackChanged(id),
    );
    this.runs = new KnexRunStore(knex);
    this.#housekeeping = new Housekeeping({
      ...deps,
      retention: config.retention,
    });
    this.#workers = new Workers(
      { ...deps, assessor: deps.assessor(this.stacks), logs: config.logs },
      { runs: config.workers, checks: config.driftWorkers },
      () => this.#housekeeping.discardLeftovers(),
    );
    this.commands = new RunService({ ...deps, workers: this.#workers });
    this.#drift = new DriftSchedule({ ...deps, commands: this.commands });
  }

  async start(): Promise<void> {
    this.#workers.start();
    const { scheduler } = this.deps;
    await scheduler.scheduleTask({
      id: 'provisioning-drift',
      frequency: { seconds: 30 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 10 },
      fn: () => this.#drift.tick(),
    });
    await scheduler.scheduleTask({
      id: 'provisioning-housekeeping',
      frequency: { minutes: 10 },
      timeout: { minutes: 10 },
      initialDelay: { minutes: 1 },
      fn: () => this.#housekeeping.tick(),
    });
  }

  /** Jobs go on by themselves; whoever starts next takes them up. */
  async stop(): Promise<void> {
    await this.#workers.stop();
  }
}
