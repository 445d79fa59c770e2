import { createExtensionPoint } from '@backstage/backend-plugin-api';
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
