import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { MetricsSource } from './metrics/MetricsSource';
import type { DeploymentSource } from './source/DeploymentSource';

/**
 * Where modules add rollout engines.
 *
 * @public
 */
export interface DeploymentSourcesExtensionPoint {
  /** @throws ConflictError when a source of that engine is there already. */
  addSource(source: DeploymentSource): void;
}

/** @public */
export const deploymentSourcesExtensionPoint =
  createExtensionPoint<DeploymentSourcesExtensionPoint>({
    id: 'deployments.sources',
  });

/**
 * Where modules add systems that metrics can be read from. The one to ask is
 * chosen for each cluster by `deployments.clusters.<name>.metrics.source`.
 *
 * @public
 */
export interface MetricsSourcesExtensionPoint {
  /** @throws ConflictError when a source of that id is there already. */
  addMetricsSource(source: MetricsSource): void;
}

/** @public */
export const metricsSourcesExtensionPoint =
  createExtensionPoint<MetricsSourcesExtensionPoint>({
    id: 'deployments.metrics-sources',
  });
