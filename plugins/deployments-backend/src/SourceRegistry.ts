import { ConflictError } from '@backstage/errors';
import type {
  DeploymentSource,
  DeploymentSourcesExtensionPoint,
} from '@heal7/backstage-plugin-deployments-node';

/**
 * The engines that modules have added.
 *
 * @internal
 */
export class SourceRegistry implements DeploymentSourcesExtensionPoint {
  readonly byEngine = new Map<string, DeploymentSource>();

  addSource(source: DeploymentSource): void {
    if (this.byEngine.has(source.engine)) {
      throw new ConflictError(
        `Two modules add a source for the engine '${source.engine}'; remove one of them`,
      );
    }
    this.byEngine.set(source.engine, source);
  }
}
