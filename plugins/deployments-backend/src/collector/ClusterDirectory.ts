import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterAccess } from '../clusters/ClusterAccess';
import { Cluster } from '../clusters/Cluster';
import { DEFAULT_CLUSTER_CONFIG } from '../clusters/clusterConfig';
import type { ClusterConfig } from '../clusters/clusterConfig';
import type { Clock } from '../lib/Clock';

const REFRESH_MS = 60_000;
const RETRY_MS = 5_000;
const HANDOVER_WARNING_MS = 30_000;

/**
 * Hears of clusters that came or went.
 *
 * @internal
 */
export interface DirectoryListener {
  added(cluster: Cluster): void;
  removed(cluster: Cluster): Promise<void>;
  /** After each refresh, the first one included. */
  refreshed(names: string[]): Promise<void>;
}

/**
 * The clusters that the Kubernetes plugin knows now. They may come from cloud
 * or catalog locators, so the list is asked for again each minute.
 *
 * @internal
 */
export class ClusterDirectory {
  readonly #clusters = new Map<string, { key: string; cluster: Cluster }>();

  constructor(
    private readonly options: {
      access: Promise<ClusterAccess>;
      configs: Map<string, ClusterConfig>;
      auth: AuthService;
      logger: LoggerService;
      clock: Clock;
    },
  ) {}

  get(name: string): Cluster | undefined {
    return this.#clusters.get(name)?.cluster;
  }

  /** Sorted by name. */
  all(): Cluster[] {
    return [...this.#clusters.values()]
      .map(({ cluster }) => cluster)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Where each cluster is: those known now, and those configured. */
  places(): { cluster: string; environment: string | null }[] {
    const names = new Set([
      ...this.options.configs.keys(),
      ...this.#clusters.keys(),
    ]);
    return [...names].map(cluster => ({
      cluster,
      environment: this.options.configs.get(cluster)?.environment ?? null,
    }));
  }

  /** Runs until the signal aborts. */
  async run(listener: DirectoryListener, signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.options;
    let given = false;
    void clock.sleep(HANDOVER_WARNING_MS, signal).then(() => {
      if (!given && !signal.aborted) {
        logger.warn(
          "No clusters are watched: the kubernetes plugin has not handed them over. Check that the backend adds 'kubernetesModuleDeployments' and that 'kubernetes' is configured.",
        );
      }
    });
    const aborted = new Promise<undefined>(resolve => {
      signal.addEventListener('abort', () => resolve(undefined), {
        once: true,
      });
    });
    const access = await Promise.race([this.options.access, aborted]);
    given = true;
    while (access && !signal.aborted) {
      let wait = REFRESH_MS;
      try {
        await this.refresh(access, listener, aborted);
      } catch (error) {
        wait = RETRY_MS;
        logger.error(
          'Could not read the list of clusters from the kubernetes plugin; trying again',
          error as Error,
        );
      }
      await clock.sleep(wait, signal);
    }
  }

  private async refresh(
    { clusterSupplier, authStrategy }: ClusterAccess,
    listener: DirectoryListener,
    aborted: Promise<undefined>,
  ): Promise<void> {
    const { auth, configs, logger } = this.options;
    const listed = await Promise.race([
      clusterSupplier.getClusters({
        credentials: await auth.getOwnServiceCredentials(),
      }),
      aborted,
    ]);
    if (!listed) {
      return;
    }
    // Two locators may find the same cluster; the first one counts.
    const found = [
      ...new Map(
        [...listed].reverse().map(details => [details.name, details]),
      ).values(),
    ];
    const first = this.#clusters.size === 0;
    const names = new Set(found.map(({ name }) => name));
    for (const [name, { cluster }] of [...this.#clusters]) {
      if (!names.has(name)) {
        this.#clusters.delete(name);
        await listener.removed(cluster);
      }
    }
    for (const details of found) {
      const key = JSON.stringify(details);
      const known = this.#clusters.get(details.name);
      if (known?.key === key) {
        continue;
      }
      const config = configs.get(details.name) ?? DEFAULT_CLUSTER_CONFIG;
      const cluster = new Cluster(details, config, authStrategy);
      this.#clusters.set(details.name, { key, cluster });
      if (known) {
        await listener.removed(known.cluster);
      }
      listener.added(cluster);
    }
    if (first) {
      for (const name of configs.keys()) {
        if (!names.has(name)) {
          logger.warn(
            `deployments.clusters.${name} is configured, but the kubernetes plugin knows no cluster of that name`,
          );
        }
      }
    }
    await listener.refreshed([...names]);
  }
}
