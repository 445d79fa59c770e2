import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { MetricsSource } from './metrics/MetricsSource';
import type { DeploymentSource } from './source/DeploymentSource';

/**
 * Where modules add rollout engines. A module calls `addSource` while it is
 * initialised; the backend begins to watch when all modules are. From then on
 * it watches the source's kinds in every cluster, asks `digest` for each
 * object and `project` for each rollout that changed, and, when somebody acts,
 * `basisOf` and `plan`. See `DeploymentSource` for each of them,
 * docs/reference/add-an-engine.md for the way there, examples/rollout-engine
 * for a complete engine, and `sourceContract` of
 * `@heal7/backstage-plugin-deployments-node/testing` for tests that every
 * engine has to pass.
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
