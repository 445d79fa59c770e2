import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Cluster } from '../clusters/Cluster';
import type { LeaseStore } from '../store/LeaseStore';
import { ClusterCollector } from './ClusterCollector';
import type { CollectorDeps } from './ClusterCollector';
import type { ClusterDirectory, DirectoryListener } from './ClusterDirectory';
import { leaseLoop } from './LeaseLoop';

/** @internal */
export interface WatchFleetDeps extends CollectorDeps {
  directory: ClusterDirectory;
  leases: LeaseStore;
  /** See LeaseLoopOptions. */
  alone: boolean;
}

/**
 * Watches every cluster of the directory, each in a loop of its own, so that
 * none waits for another.
 *
 * @internal
 */
export class WatchFleet implements DirectoryListener {
  readonly #holder = `${hostname()}/${randomUUID()}`;
  readonly #stop = new AbortController();
  readonly #loops = new Map<
    Cluster,
    { stop: AbortController; ended: Promise<void> }
  >();
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly deps: WatchFleetDeps) {}

  start(): void {
    this.#running = this.deps.directory.run(this, this.#stop.signal);
  }

  /** Ends all watches and gives all leases back. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await Promise.all(
      [...this.#loops.keys()].map(cluster => this.removed(cluster)),
    );
  }

  added(cluster: Cluster): void {
    const stop = new AbortController();
    const ended = cluster.whyNotWatchable
      ? this.explain(cluster, cluster.whyNotWatchable)
      : leaseLoop(
          {
            cluster: cluster.name,
            holder: this.#holder,
            leases: this.deps.leases,
            clock: this.deps.clock,
            logger: this.deps.logger,
            alone: this.deps.alone,
            work: (lease, signal) =>
              new ClusterCollector(cluster, lease, this.deps).run(signal),
          },
          stop.signal,
        );
    this.#loops.set(cluster, { stop, ended });
  }

  async removed(cluster: Cluster): Promise<void> {
    const loop = this.#loops.get(cluster);
    this.#loops.delete(cluster);
    loop?.stop.abort();
    await loop?.ended;
    await cluster.close();
  }

  async refreshed(names: string[]): Promise<void> {
    const { targets, statuses, listener, clock } = this.deps;
    await statuses.keep(names);
    const changes = await targets.keepClusters(names, clock.now());
    if (changes.length > 0) {
      await listener.targetsChanged(changes);
    }
  }

  private async explain(cluster: Cluster, message: string): Promise<void> {
    const { statuses, clock, logger } = this.deps;
    try {
      const before = await statuses.get(cluster.name);
      await statuses.put(null, {
        name: cluster.name,
        title: cluster.title,
        condition: 'not-watchable',
        since:
          before?.condition === 'not-watchable'
            ? before.since
            : clock.now().toISOString(),
        message,
        lastSyncedAt: null,
        demo: cluster.config.demo,
        problems: [],
      });
    } catch (error) {
      logger.error(
        `Could not store the status of cluster '${cluster.name}'`,
        error as Error,
      );
    }
  }
}
