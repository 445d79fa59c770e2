import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../lib/Clock';
import { LeaseLostError } from '../store/LeaseStore';
import type { Lease, LeaseStore } from '../store/LeaseStore';

const BEAT_MS = 5_000;
const TTL_MS = 15_000;

/** @internal */
export interface LeaseLoopOptions {
  cluster: string;
  holder: string;
  leases: LeaseStore;
  clock: Clock;
  logger: LoggerService;
  /** True where no other replica can exist: then nobody is waited for. */
  alone: boolean;
  /** Works for as long as the lease is held; ends when the signal aborts. */
  work(lease: Lease, signal: AbortSignal): Promise<void>;
}

/**
 * Takes a cluster's lease when it is free, works under it and gives it back.
 * Runs until the signal aborts.
 *
 * @internal
 */
export async function leaseLoop(
  options: LeaseLoopOptions,
  signal: AbortSignal,
): Promise<void> {
  const { cluster, leases, clock, logger } = options;
  while (!signal.aborted) {
    let lease: Lease | undefined;
    try {
      lease = await leases.acquire(cluster, options.holder, {
        now: clock.now(),
        ttlMs: TTL_MS,
        force: options.alone,
      });
      if (lease) {
        await workUnder(lease, options, signal);
      }
    } catch (error) {
      if (error instanceof LeaseLostError) {
        logger.info(error.message);
      } else if (!signal.aborted) {
        logger.error(
          `Watching cluster '${cluster}' broke off; trying again`,
          error as Error,
        );
      }
    }
    if (lease) {
      await leases.release(lease).catch((error: Error) => {
        // It expires by itself.
        logger.warn(
          `Could not give back the lease on cluster '${cluster}'`,
          error,
        );
      });
    }
    await clock.sleep(BEAT_MS * (0.8 + clock.random() * 0.4), signal);
  }
}

async function workUnder(
  lease: Lease,
  options: LeaseLoopOptions,
  signal: AbortSignal,
): Promise<void> {
  const own = new AbortController();
  const both = AbortSignal.any([signal, own.signal]);
  const beating = beat(lease, options, both).finally(() => own.abort());
  try {
    await options.work(lease, both);
  } finally {
    own.abort();
    await beating;
  }
}

/** Renews the lease until it is lost or the signal aborts. */
async function beat(
  lease: Lease,
  { leases, clock, logger, cluster }: LeaseLoopOptions,
  signal: AbortSignal,
): Promise<void> {
  let renewedAt = clock.now().getTime();
  while (!signal.aborted) {
    await clock.sleep(BEAT_MS, signal);
    if (signal.aborted) {
      return;
    }
    try {
      const now = clock.now();
      if (!(await leases.renew(lease, { now, ttlMs: TTL_MS }))) {
        logger.info(new LeaseLostError(lease).message);
        return;
      }
      renewedAt = now.getTime();
    } catch (error) {
      logger.warn(
        `Could not renew the lease on cluster '${cluster}'`,
        error as Error,
      );
      if (clock.now().getTime() - renewedAt >= TTL_MS) {
        return;
      }
    }
  }
}
