import { ConflictError, InputError } from '@backstage/errors';
import type {
  MetricsConnection,
  MetricsSource,
  MetricsSourcesExtensionPoint,
} from '@heal7/backstage-plugin-deployments-node';
import type { ClusterConfig } from '../clusters/clusterConfig';

/**
 * The systems that metrics can be read from.
 *
 * @internal
 */
export class MetricsRegistry implements MetricsSourcesExtensionPoint {
  readonly #sources = new Map<string, MetricsSource>();

  constructor(builtIn: MetricsSource[]) {
    builtIn.forEach(source => this.addMetricsSource(source));
  }

  addMetricsSource(source: MetricsSource): void {
    if (this.#sources.has(source.id)) {
      throw new ConflictError(
        `Two modules add a metrics source '${source.id}'; remove one of them`,
      );
    }
    this.#sources.set(source.id, source);
  }

  /**
   * Connects the clusters that have metrics configured, by name.
   *
   * @throws InputError naming the key that is wrong.
   */
  connect(
    clusters: Map<string, Pick<ClusterConfig, 'metrics'>>,
  ): Map<string, MetricsConnection> {
    const connections = new Map<string, MetricsConnection>();
    for (const [name, { metrics }] of clusters) {
      if (!metrics) {
        continue;
      }
      const at = `deployments.clusters.${name}.metrics`;
      const source = this.#sources.get(metrics.source);
      if (!source) {
        throw new InputError(
          `${at}.source: there is no '${metrics.source}'; there are ${[
            ...this.#sources.keys(),
          ].join(', ')}`,
        );
      }
      connections.set(name, source.connect(metrics.config));
    }
    return connections;
  }
}
