import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { Knex } from 'knex';
import { readRetention } from '../history/retention';
import type { Clock } from '../lib/Clock';
import { KnexWaveStore } from './KnexWaveStore';
import { WaveRunner } from './WaveRunner';
import { WaveService } from './WaveService';
import type { WaveStore } from './WaveStore';

const KEY = 'deployments.waves.maxAge';
const HOUR_MS = 3_600_000;
const DEFAULT_MAX_AGE_MS = 24 * HOUR_MS;
const MOST_MAX_AGE_MS = 7 * 24 * HOUR_MS;

/**
 * How old a wave plan may become.
 *
 * @throws InputError
 * @internal
 */
export function readMaxAge(config: Config): number {
  const ms = config.has(KEY)
    ? durationToMilliseconds(readDurationFromConfig(config, { key: KEY }))
    : DEFAULT_MAX_AGE_MS;
  if (ms <= 0 || ms > MOST_MAX_AGE_MS) {
    throw new InputError(`${KEY} must be more than nothing and at most 7 days`);
  }
  return ms;
}

type ServiceDeps = ConstructorParameters<typeof WaveService>[0];
type RunnerDeps = ConstructorParameters<typeof WaveRunner>[0];

/**
 * Wave plans, put together: who starts and shows them, and who drives them.
 *
 * @internal
 */
export class Waves {
  readonly service: WaveService;
  readonly #store: WaveStore;
  readonly #runner: WaveRunner;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  /** @throws InputError when the configuration cannot be used. */
  constructor(
    private readonly deps: Omit<ServiceDeps, 'store' | 'maxAgeMs'> &
      Omit<RunnerDeps, 'store'> & {
        config: Config;
        knex: Knex;
        scheduler: SchedulerService;
        clock: Clock;
        logger: LoggerService;
      },
  ) {
    const store = new KnexWaveStore(deps.knex);
    const maxAgeMs = readMaxAge(deps.config);
    this.#store = store;
    this.service = new WaveService({ ...deps, store, maxAgeMs });
    this.#runner = new WaveRunner({ ...deps, store });
  }

  async start(): Promise<void> {
    const { scheduler, clock, config } = this.deps;
    const { rollouts: days } = readRetention(config);
    this.#running = this.#runner.run(this.#stop.signal);
    await scheduler.scheduleTask({
      id: 'deployments-waves-retention',
      frequency: { hours: 1 },
      timeout: { minutes: 5 },
      initialDelay: { minutes: 5 },
      scope: 'global',
      fn: () =>
        this.#store.prune(
          new Date(clock.now().getTime() - days * 24 * HOUR_MS),
        ),
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }
}
